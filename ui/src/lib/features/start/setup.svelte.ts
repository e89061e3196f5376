/** The few settings asked at first start, as they are typed: they wait while one looks at another screen. */
import { saveSettings, type SchoolZone, type Settings } from '$lib/backend';
import { refresh } from '$lib/backend/queries';
import { fault, faultField, t } from '$lib/messages';
import { succeeded } from '$lib/operations';

export const ZONES: SchoolZone[] = ['A', 'B', 'C', 'Corse'];

export interface Typed {
  name: string;
  zone: SchoolZone | null;
  before: number;
  after: number;
  option_days: string;
}

type Field = 'name' | 'buffer_before' | 'buffer_after' | 'option_days';

const FIELDS: string[] = ['name', 'buffer_before', 'buffer_after', 'option_days'] satisfies Field[];

/** More days than any option may hold, and few enough to be a number that the program reads. */
const MOST_DAYS = 9999;

export function typedFrom({ name, zone, buffers, option_days }: Settings): Typed {
  return { name, zone, ...buffers, option_days: String(option_days) };
}

/** All the settings with what was typed. What is no number of days becomes 0, which the program refuses in words. */
export function settingsWith(there: Settings, typed: Typed): Settings {
  const days = /^\d+$/.test(typed.option_days.trim()) ? Number(typed.option_days) : 0;
  return {
    ...there,
    name: typed.name,
    zone: typed.zone,
    buffers: { before: typed.before, after: typed.after },
    option_days: Math.min(days, MOST_DAYS),
  };
}

class Setup {
  typed = $state<Typed | null>(null);
  isSaving = $state(false);
  isSaved = $state(false);
  private refused = $state.raw<unknown>(null);

  begin(there: Settings): void {
    this.typed ??= typedFrom(there);
  }

  clear(): void {
    this.typed = null;
    this.isSaved = false;
    this.refused = null;
  }

  problem(field: Field): string {
    return this.refused !== null && faultField(this.refused) === field ? fault(this.refused) : '';
  }

  /** What was refused for another reason than one of the fields shown. */
  get otherProblem(): string {
    if (this.refused === null || FIELDS.includes(faultField(this.refused) ?? '')) return '';
    return fault(this.refused);
  }

  isChanged(there: Settings): boolean {
    const { typed } = this;
    return typed !== null && JSON.stringify(settingsWith(there, typed)) !== JSON.stringify(there);
  }

  /** Whether what was typed now stands in the base. On the way to something else, it is not announced. */
  async save(there: Settings, { isAnnounced = true } = {}): Promise<boolean> {
    if (this.isSaving || !this.typed) return false;
    this.isSaving = true;
    this.isSaved = false;
    this.refused = null;
    try {
      const done = await saveSettings(settingsWith(there, $state.snapshot(this.typed)));
      this.typed = typedFrom(done.value.sheet.settings);
      this.isSaved = true;
      if (isAnnounced) await succeeded(done, t('start_saved'));
      else await refresh(done);
    } catch (error) {
      this.refused = error;
    }
    this.isSaving = false;
    return this.refused === null;
  }
}

export const setup = new Setup();

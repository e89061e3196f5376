/** What is being drawn on the planning, by pointer or by keys: days for a new booking, or other days for a line. */
import { reschedule, type Period, type PlanningBar, type PlanningRow } from '$lib/backend';
import { t } from '$lib/messages';
import { failed, succeeded, told } from '$lib/operations';
import { link, router } from '$lib/router.svelte';
import { Asking } from './asking.svelte';
import { moved, type Grip } from './layout';
import { days, verdict } from './words';

export interface Drawn {
  row: PlanningRow;
  /** The line that gets other days; none for a new booking. */
  bar: PlanningBar | null;
  grip: Grip;
  lane: number;
  period: Period;
  byKeys: boolean;
}

const same = (one: Period, other: Period) => one.from === other.from && one.to === other.to;

export class Gesture {
  drawn = $state.raw<Drawn | null>(null);
  /** Dropped, and being written. */
  saving = $state(false);
  private asking = new Asking();

  get answer() {
    return this.asking.answer;
  }

  begin(drawn: Drawn): void {
    if (this.saving) return;
    this.asking.ask(null);
    this.drawn = drawn;
    this.ask();
  }

  to(period: Period): void {
    if (!this.drawn || this.saving || same(this.drawn.period, period)) return;
    this.drawn = { ...this.drawn, period };
    this.ask();
  }

  /** Days later or earlier for what is drawn; what is out cannot come back before it left. */
  shifted(period: Period, grip: Grip, days: number): Period {
    const bar = this.drawn?.bar;
    const least = bar?.state === 'out' && bar.departed_on ? bar.departed_on : period.from;
    return moved(period, grip, days, least > period.from ? least : period.from);
  }

  cancel(): void {
    if (this.saving) return;
    this.drawn = null;
    this.asking.ask(null);
  }

  /** Books, or moves; what cannot be there returns to where it was, and says why. */
  async drop(): Promise<void> {
    const { drawn } = this;
    if (!drawn || this.saving) return;
    const { bar, row, period } = drawn;
    if (!bar) {
      this.cancel();
      router.go(link('reservation', '', { ressource: row.code, du: period.from, au: period.to }));
      return;
    }
    if (same(bar.planned, period)) {
      this.cancel();
      return;
    }
    this.saving = true;
    try {
      const answer = await this.asking.settled();
      if (answer && !answer.free) {
        const reason = verdict(answer, row.capacity);
        // « avr. » ends a sentence by itself.
        told(t('planning_refused', { reason }).replace(/\.\.$/, '.'), 'failed');
        // By keys one may go on from here.
        if (drawn.byKeys) return;
      } else {
        await moveLine(bar, row, period);
      }
      this.finish();
    } catch (error) {
      failed(error);
      this.finish();
    } finally {
      this.saving = false;
    }
  }

  private finish(): void {
    this.saving = false;
    this.cancel();
  }

  private ask(): void {
    const { drawn } = this;
    if (!drawn) return;
    const { bar, row, period } = drawn;
    this.asking.ask({
      line: bar?.id ?? null,
      code: row.code,
      quantity: bar?.quantity ?? 1,
      period,
    });
  }
}

/** Gives one line other days, as one operation that can be taken back. */
export async function moveLine(bar: PlanningBar, row: PlanningRow, period: Period): Promise<void> {
  const done = await reschedule({ number: bar.number, lines: [bar.id], period });
  await succeeded(
    done,
    t('planning_moved_toast', { title: row.short_name || row.title, days: days(period) }),
  );
}

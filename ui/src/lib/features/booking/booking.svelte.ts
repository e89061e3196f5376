/** The booking being typed. It outlives its screen: one may leave, look something up and come back. */
import {
  book,
  borrower,
  resource,
  type BorrowerCard,
  type LineState,
  type NewBorrower,
  type NewBooking,
  type Period,
  type ResourceCard,
} from '$lib/backend';
import { fault, faultField, t } from '$lib/messages';
import { failed, succeeded } from '$lib/operations';
import { link, router } from '$lib/router.svelte';

export interface Pick {
  code: string;
  title: string;
  capacity: number;
  weight: number | null;
  quantity: number;
}

export type Field = 'borrower' | 'wanted' | 'quantity' | 'from' | 'to' | 'option_until';
const FIELDS: readonly string[] = ['borrower', 'wanted', 'quantity', 'from', 'to'];

/** How the channels are called in the lists of the centre. */
export type Channels = { pass_culture: string | null; direct: string | null };
export const NO_CHANNELS: Channels = { pass_culture: null, direct: null };

const DONE = {
  request: 'booking_done_request',
  option: 'booking_done_option',
  confirmed: 'booking_done_confirmed',
} as const;

export type FirstState = keyof typeof DONE & LineState;

export const emptyBorrower = (name = ''): NewBorrower => ({
  code: '',
  name,
  borrower_type: '',
  address: '',
  postcode: '',
  commune: '',
  insee: '',
  contact_function: '',
  contact_mail: '',
  contact_phone: '',
  member: false,
});

class Draft {
  borrower = $state.raw<BorrowerCard | null>(null);
  contact = $state('');
  commune = $state('');
  place = $state('');
  isPassCulture = $state(false);
  picks = $state.raw<Pick[]>([]);
  from = $state('');
  to = $state('');
  usage = $state('');
  accompaniment = $state('');
  transport = $state('');
  notes = $state('');
  /** The borrower being created on the way, none when that panel is closed. */
  created = $state<NewBorrower | null>(null);

  /** Key of the way out chosen. */
  choice = $state('');
  busy = $state(false);
  private refused = $state.raw<{ error: unknown; about: string } | null>(null);
  private tried = $state(false);

  get period(): Period | null {
    return this.from && this.to && this.from <= this.to ? { from: this.from, to: this.to } : null;
  }

  get wanted() {
    return this.picks.map(({ code, quantity }) => ({ code, quantity, units: [] }));
  }

  get isComplete(): boolean {
    return this.period !== null && this.picks.length > 0;
  }

  get isEmpty(): boolean {
    const typed = [this.contact, this.commune, this.place, this.from, this.to, this.usage];
    typed.push(this.accompaniment, this.transport, this.notes);
    return (
      this.borrower === null &&
      this.created === null &&
      this.picks.length === 0 &&
      typed.every((text) => text === '')
    );
  }

  clear(): void {
    this.borrower = this.created = this.refused = null;
    this.contact = this.commune = this.place = this.from = this.to = this.choice = '';
    this.usage = this.accompaniment = this.transport = this.notes = '';
    this.isPassCulture = this.tried = false;
    this.picks = [];
  }

  choose(borrower: BorrowerCard): void {
    if (borrower.id === this.borrower?.id) return;
    this.borrower = borrower;
    this.contact = borrower.contacts[0]?.function ?? '';
    this.commune = borrower.venue.commune;
    this.place = borrower.venue.name;
  }

  async chooseByCode(code: string): Promise<void> {
    try {
      this.choose((await borrower(code)).card);
    } catch (error) {
      failed(error);
    }
  }

  add(card: ResourceCard, quantity = 1, at = this.picks.length): void {
    if (card.kind === 'machine' || this.picks.some(({ code }) => code === card.code)) return;
    const { code, title, capacity, weight_g: weight } = card;
    this.picks = this.picks.toSpliced(at, 0, { code, title, capacity, weight, quantity });
  }

  async addByCode(code: string): Promise<void> {
    if (this.picks.some((pick) => pick.code === code)) return;
    try {
      this.add((await resource(code)).card);
    } catch (error) {
      failed(error);
    }
  }

  async replace(code: string, by: string): Promise<void> {
    const { card } = await resource(by);
    const place = this.picks.findIndex((pick) => pick.code === code);
    if (place < 0) return;
    const quantity = Math.min(this.picks[place]?.quantity ?? 1, card.capacity);
    this.remove(code);
    this.add(card, quantity, place);
  }

  remove(code: string): void {
    this.picks = this.picks.filter((pick) => pick.code !== code);
  }

  setQuantity(code: string, quantity: number): void {
    this.picks = this.picks.map((pick) => (pick.code === code ? { ...pick, quantity } : pick));
  }

  /** What is wrong with a field, in a sentence; empty when nothing is. */
  problem(field: Field): string {
    const refused = this.standing;
    if (refused && faultField(refused) === field) return fault(refused);
    if (field === 'to' && this.from && this.to && this.from > this.to) {
      const params = { from: { date: this.from }, to: { date: this.to } };
      return fault({ code: 'end_before_start', params });
    }
    return this.tried ? this.missing(field) : '';
  }

  /** What was refused and belongs under no field. */
  get note(): string {
    const refused = this.standing;
    return refused && !FIELDS.includes(faultField(refused) ?? '') ? fault(refused) : '';
  }

  /** The refusal, as long as what it was about is unchanged. */
  private get standing(): unknown {
    return this.refused?.about === this.about ? this.refused.error : null;
  }

  private get about(): string {
    return JSON.stringify(this.booking('request', NO_CHANNELS));
  }

  private missing(field: Field): string {
    if (field === 'borrower' && !this.borrower) return t('booking_borrower_missing');
    if (field === 'wanted' && this.picks.length === 0)
      return fault({ code: 'booking_empty', params: {} });
    if (field === 'from' && !this.from) return t('booking_departure_missing');
    if (field === 'to' && !this.to) return t('booking_return_missing');
    return '';
  }

  private booking(state: FirstState, channels: Channels): NewBooking {
    const { borrower, commune, place, period } = this;
    const own = borrower?.venue;
    const isOwn = commune === own?.commune && place === own.name;
    return {
      borrower: borrower?.code ?? '',
      contact: this.contact,
      venue:
        isOwn || (!commune && !place) ? null : { name: place, address: '', commune, insee: '' },
      period: period ?? { from: this.from, to: this.to },
      wanted: this.wanted,
      state,
      option_until: null,
      tariff: null,
      channel: (this.isPassCulture ? channels.pass_culture : channels.direct) ?? '',
      usage: this.usage,
      accompaniment: this.accompaniment,
      transport: this.transport,
      notes: this.notes,
    };
  }

  /** Books once, however often it is asked; answers the field to mend, none when it is done. */
  async book(state: FirstState, channels: Channels): Promise<Field | null> {
    if (this.busy) return null;
    this.tried = true;
    const wrong = (['borrower', 'wanted', 'from', 'to'] as const).find((field) =>
      this.problem(field),
    );
    if (wrong) return wrong;
    this.busy = true;
    try {
      const done = await book(this.booking(state, channels));
      const { number } = done.value;
      this.clear();
      // The loan's page first: what this page asked would otherwise be fetched again for nobody.
      router.go(link('dossiers', number));
      await succeeded(done, t(DONE[state], { number }));
      return null;
    } catch (error) {
      this.refused = { error, about: this.about };
      return (FIELDS.find((field) => field === faultField(error)) as Field | undefined) ?? null;
    } finally {
      this.busy = false;
    }
  }
}

export const draft = new Draft();

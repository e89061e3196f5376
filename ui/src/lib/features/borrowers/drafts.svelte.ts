/** Borrowers being typed. A draft outlives its panel: it is kept until it is saved or given up. */
import { SvelteMap } from 'svelte/reactivity';
import {
  saveBorrower,
  type BorrowerForm,
  type BorrowerSheet,
  type Contact,
  type Done,
  type Membership,
} from '$lib/backend';
import { parseDay, typedDay } from '$lib/format';
import { fault, faultField, t } from '$lib/messages';

export interface TypedContact extends Contact {
  key: number;
}

/** Days stay as they were typed until the whole is saved: what is not a day must not count as « no end ». */
export interface TypedMembership {
  key: number;
  from: string;
  to: string;
}

interface Typed extends Omit<BorrowerForm, 'contacts' | 'memberships'> {
  contacts: TypedContact[];
  memberships: TypedMembership[];
}

export const SHORT = 300;

let keys = 0;
const key = () => (keys += 1);

export const emptyContact = (): TypedContact => ({
  key: key(),
  function: '',
  name: '',
  mail: '',
  phone: '',
});

export const emptyMembership = (from: string): TypedMembership => ({
  key: key(),
  from: typedDay(from),
  to: '',
});

function formOf(sheet: BorrowerSheet | null): BorrowerForm {
  const card = sheet?.card;
  return {
    id: card?.id ?? null,
    code: card?.code ?? '',
    name: card?.name ?? '',
    borrower_type: card?.borrower_type ?? '',
    address: card?.venue.address ?? '',
    postcode: card?.postcode ?? '',
    commune: card?.venue.commune ?? '',
    insee: card?.venue.insee ?? '',
    departement: card?.departement ?? '',
    uai: sheet?.uai ?? '',
    notes: sheet?.notes ?? '',
    contacts: card?.contacts ?? [],
    memberships: sheet?.memberships ?? [],
  };
}

function typed(form: BorrowerForm): Typed {
  return {
    ...form,
    contacts: form.contacts.map((contact) => ({ key: key(), ...contact })),
    memberships: form.memberships.map(({ from, to }) => ({
      key: key(),
      from: typedDay(from ?? ''),
      to: typedDay(to ?? ''),
    })),
  };
}

const PLACE = ['commune', 'insee', 'postcode', 'departement'];
/** The fields under which a fault is shown. */
const SHOWN = ['name', 'code', 'borrower_type', 'address', 'uai', 'notes', 'memberships', ...PLACE];

export class Draft {
  readonly isNew: boolean;
  form = $state<Typed>(typed(formOf(null)));
  busy = $state(false);
  private readonly began: string;
  private readonly from: string;
  private refused = $state.raw<{ error: unknown; about: string } | null>(null);
  private tried = $state(false);

  constructor(sheet: BorrowerSheet | null) {
    const form = formOf(sheet);
    this.isNew = sheet === null;
    this.from = JSON.stringify(form);
    this.form = typed(form);
    this.began = this.about;
  }

  get isChanged(): boolean {
    return this.about !== this.began;
  }

  /** Whether the sheet was changed elsewhere since this was begun: saving would write over it. */
  isOutdated(sheet: BorrowerSheet | null): boolean {
    return sheet !== null && JSON.stringify(formOf(sheet)) !== this.from;
  }

  /** What is wrong with a field, in a sentence; empty when nothing is. `key` says which contact or membership. */
  problem(field: string, key?: number): string {
    const refused = this.standing;
    if (refused && this.isAbout(refused, field, key)) return fault(refused);
    if (field === 'name' && this.tried && this.form.name.trim() === '')
      return fault({ code: 'text_missing', params: {} });
    return '';
  }

  /** What is wrong with the days of a membership. */
  membershipProblem({ from, to }: TypedMembership, today: string): { from: string; to: string } {
    const days = [from, to].map((text) => parseDay(text, today));
    const bad = (text: string, at: number) =>
      text.trim() !== '' && days[at] === null ? t('date_bad') : '';
    const [first, last] = days;
    const reversed =
      first && last && last < first
        ? fault({ code: 'end_before_start', params: { from: { date: first }, to: { date: last } } })
        : '';
    return { from: bad(from, 0), to: bad(to, 1) || reversed };
  }

  /** What was refused and belongs under no field. */
  get note(): string {
    const refused = this.standing;
    if (!refused) return '';
    const field = faultField(refused) ?? '';
    const isOfContact = field.startsWith('contact_') && this.form.contacts.length > 0;
    return isOfContact || SHOWN.includes(field) ? '' : fault(refused);
  }

  /** Saves once, however often it is asked; answers nothing when something is to be mended first. */
  async save(today: string): Promise<Done<BorrowerSheet> | null> {
    if (this.busy) return null;
    this.tried = true;
    const wrong = this.form.memberships.some((membership) => {
      const { from, to } = this.membershipProblem(membership, today);
      return from !== '' || to !== '';
    });
    if (wrong || this.problem('name')) return null;
    this.busy = true;
    try {
      return await saveBorrower(this.toForm(today));
    } catch (error) {
      this.refused = { error, about: this.about };
      return null;
    } finally {
      this.busy = false;
    }
  }

  private toForm(today: string): BorrowerForm {
    const form = $state.snapshot(this.form);
    const contacts = form.contacts.map(({ function: duty, name, mail, phone }) => ({
      function: duty,
      name,
      mail,
      phone,
    }));
    const memberships: Membership[] = form.memberships
      .filter(({ from, to }) => from.trim() !== '' || to.trim() !== '')
      .map(({ from, to }) => ({ from: parseDay(from, today), to: parseDay(to, today) }));
    return {
      ...form,
      contacts: contacts.filter((contact) => Object.values(contact).some((text) => text.trim())),
      memberships,
    };
  }

  /** The refusal, as long as what it was about is unchanged. */
  private get standing(): unknown {
    return this.refused?.about === this.about ? this.refused.error : null;
  }

  private get about(): string {
    return JSON.stringify(this.form);
  }

  private isAbout(refused: unknown, field: string, key?: number): boolean {
    const named = faultField(refused);
    if (field === 'commune') return named !== null && PLACE.includes(named);
    if (named !== field) return false;
    return key === undefined || key === this.wrongContact(field)?.key;
  }

  /** The program names the field of a contact, not which one: the one whose text it cannot take. */
  private wrongContact(field: string): TypedContact | undefined {
    const name = field.replace('contact_', '') as keyof Contact;
    const isBad = (text = '') => text.trim().length > SHORT || /\p{Cc}/u.test(text);
    const { contacts } = this.form;
    return contacts.find((contact) => isBad(contact[name])) ?? contacts[0];
  }
}

const NEW = '';
const drafts = new SvelteMap<string, Draft>();

export const draftOf = (code: string | null): Draft | undefined => drafts.get(code ?? NEW);

/** The draft of that borrower, begun from its sheet if there is none. */
export function begin(sheet: BorrowerSheet | null): Draft {
  const code = sheet?.card.code ?? NEW;
  const kept = drafts.get(code);
  if (kept) return kept;
  const draft = new Draft(sheet);
  drafts.set(code, draft);
  return draft;
}

/** The panel closes: a draft that says nothing new is dropped, another waits. */
export function leave(code: string | null): void {
  if (!draftOf(code)?.isChanged) drafts.delete(code ?? NEW);
}

export function drop(code: string | null): void {
  drafts.delete(code ?? NEW);
}

/** A draft that was given up by mistake. */
export function takeBack(code: string | null, draft: Draft): void {
  drafts.set(code ?? NEW, draft);
}

/** What a loan's sheet says, worked out from what the program answers. */
import type { Contact, JournalEntry, LineCard, LineState, LoanForm, LoanSheet } from '$lib/backend';

export const isOff = (state: LineState) => state === 'refused' || state === 'cancelled';

/** All that may change of a loan besides its lines, as it stands. */
export function formOf(loan: LoanSheet): LoanForm {
  return {
    number: loan.number,
    based_on: loan.based_on,
    contact: loan.contact,
    venue: loan.venue,
    transport: loan.transport,
    notes: loan.notes,
    insurance_received_on: loan.insurance_received_on,
    agreement_sent_on: loan.agreement_sent_on,
    agreement_signed_on: loan.agreement_signed_on,
  };
}

/** Whether it left before the program knew of it: it came with a register. */
export function wasTakenOver(loan: LoanSheet): boolean {
  return loan.lines.some(({ card }) => card.departed_on && card.departed_on < loan.created_on);
}

/** What must be there before a departure, in the order it comes. */
export const CHECKS = [
  'agreement_sent_on',
  'insurance_received_on',
  'agreement_signed_on',
] as const satisfies (keyof LoanForm)[];
export type Check = (typeof CHECKS)[number];

/** What is still missing before the departure. */
export function missing(loan: LoanSheet): number {
  return CHECKS.filter((check) => loan[check] === null).length;
}

/** Whom to write to: the contact that the loan names, or else the first one with an address. */
export function correspondent(loan: LoanSheet): Contact | undefined {
  const reachable = loan.borrower.contacts.filter(({ mail }) => mail !== '');
  return reachable.find((contact) => contact.function === loan.contact) ?? reachable[0];
}

/** Whom the loan names, with what is known of them. */
export function contactOf(loan: LoanSheet): Contact | undefined {
  return loan.borrower.contacts.find((contact) => contact.function === loan.contact);
}

/** The operation that takes a loan to each state. */
const REACHED_BY: Partial<Record<LineState, string>> = {
  option: 'option_placed',
  confirmed: 'confirmed',
  closed: 'closed',
};

/** The day a state was reached, from the history; none where it does not tell. */
export function reachedOn(loan: LoanSheet, state: LineState): string | null {
  const code = REACHED_BY[state];
  const entry = loan.history.find((entry) => entry.code === code && entry.undone_by === null);
  return entry && code ? dayOf(entry.at) : null;
}

/** The day of an instant, here. */
function dayOf(utc: string): string {
  const when = new Date(utc);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${when.getFullYear()}-${pad(when.getMonth() + 1)}-${pad(when.getDate())}`;
}

export type Event =
  | { kind: 'operation'; key: string; at: string; by: string; entry: JournalEntry }
  | { kind: 'remark'; key: string; at: string; by: string; text: string };

/** What happened to a loan and what was said of it, the latest first. */
export function events(loan: LoanSheet): Event[] {
  const remarks = loan.remarks.map(({ id, at, by, text }): Event => ({
    kind: 'remark',
    key: id,
    at,
    by,
    text,
  }));
  // A remark is read in its own words, not as the operation that wrote it; what was taken back is struck out.
  const operations = loan.history
    .filter(({ code, undoes }) => code !== 'remarked' && undoes === null)
    .map((entry): Event => ({
      kind: 'operation',
      key: String(entry.entry),
      at: entry.at,
      by: entry.by,
      entry,
    }));
  return [...remarks, ...operations].sort((one, other) => other.at.localeCompare(one.at));
}

/** A day that is planned, in the past once it is before today: it is then waited for, or was not recorded. */
export interface Planned {
  on: string;
  what: 'departure' | 'return';
  /** Of which resources, when the lines do not go together. */
  titles: string[];
}

/** What is planned: the departures and the returns still to come. */
export function coming(loan: LoanSheet): Planned[] {
  const lines = loan.lines.map(({ card }) => card).filter(({ state }) => !isOff(state));
  const leaving = lines.filter(({ state }) => ['request', 'option', 'confirmed'].includes(state));
  const back = lines.filter((line) => line.state === 'out' || leaving.includes(line));

  function planned(moving: LineCard[], what: Planned['what']): Planned[] {
    const dayOf = ({ planned }: LineCard) => (what === 'departure' ? planned.from : planned.to);
    return [...new Set(moving.map(dayOf))].sort().map((on) => {
      const those = moving.filter((line) => dayOf(line) === on);
      const titles = those.length < lines.length ? those.map(({ title }) => title) : [];
      return { on, what, titles };
    });
  }
  return [...planned(leaving, 'departure'), ...planned(back, 'return')];
}

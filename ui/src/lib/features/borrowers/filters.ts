/** The list of borrowers as the address asks for it: filtered and sorted. */
import type { BorrowerCard, LabelCount } from '$lib/backend';
import { byWords } from '$lib/locale';

export type Column = 'name' | 'type' | 'commune' | 'contact' | Count | 'member';
type Count = 'sorties' | 'running' | 'late';

export interface Filters {
  search: string;
  type: string;
  departement: string;
  running: boolean;
  late: boolean;
  /** None: the best match first, or by name. */
  sort: Column | '';
  descending: boolean;
}

const COLUMNS: Record<string, Column> = {
  nom: 'name',
  type: 'type',
  commune: 'commune',
  contact: 'contact',
  sorties: 'sorties',
  encours: 'running',
  retard: 'late',
  adherent: 'member',
};

/** Columns read from their greatest value first. */
const COUNTS: Column[] = ['sorties', 'running', 'late', 'member'];

export function fromParams(params: URLSearchParams): Filters {
  const sort = params.get('tri') ?? '';
  return {
    search: params.get('recherche') ?? '',
    type: params.get('type') ?? '',
    departement: params.get('departement') ?? '',
    running: params.get('encours') === '1',
    late: params.get('retard') === '1',
    sort: COLUMNS[sort.replace(/^-/, '')] ?? '',
    descending: sort.startsWith('-'),
  };
}

export function toParams(filters: Filters): Record<string, string> {
  const column = Object.keys(COLUMNS).find((name) => COLUMNS[name] === filters.sort);
  return {
    recherche: filters.search,
    type: filters.type,
    departement: filters.departement,
    encours: filters.running ? '1' : '',
    retard: filters.late ? '1' : '',
    tri: column ? (filters.descending ? '-' : '') + column : '',
  };
}

/** A column clicked: sorted, then the other way round, then not. */
export function sortedBy(column: Column, { sort, descending }: Filters): Partial<Filters> {
  const first = COUNTS.includes(column);
  if (sort !== column) return { sort: column, descending: first };
  return descending === first ? { descending: !first } : { sort: '', descending: false };
}

/** Whom to talk to first, and how: a line each. */
export function contactLines({ contacts }: BorrowerCard): string[] {
  const [contact] = contacts;
  if (!contact) return [];
  const { function: duty, name, mail, phone } = contact;
  return [duty || name, mail || phone].filter(Boolean);
}

export const contactOf = (card: BorrowerCard): string => contactLines(card).join(' · ');

const TESTS: Record<
  'type' | 'departement' | 'running' | 'late',
  (card: BorrowerCard, filters: Filters) => boolean
> = {
  type: (card, { type }) => type === '' || card.borrower_type === type,
  departement: (card, { departement }) => departement === '' || card.departement === departement,
  running: (card, { running }) => !running || card.running > 0,
  late: (card, { late }) => !late || card.late > 0,
};
type Test = keyof typeof TESTS;

/** The borrowers that pass every filter, but for the one that is being offered. */
export function passing(cards: BorrowerCard[], filters: Filters, but?: Test): BorrowerCard[] {
  const tests = (Object.keys(TESTS) as Test[]).filter((test) => test !== but);
  return cards.filter((card) => tests.every((test) => TESTS[test](card, filters)));
}

/** Each value of a filter with what choosing it would show; the chosen one even when that is nothing. */
export function choices(
  cards: BorrowerCard[],
  filters: Filters,
  of: 'type' | 'departement',
): LabelCount[] {
  const counts = new Map<string, number>();
  if (filters[of]) counts.set(filters[of], 0);
  for (const card of passing(cards, filters, of)) {
    const label = of === 'type' ? card.borrower_type : card.departement;
    if (label) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => byWords().compare(a.label, b.label));
}

const TEXTS: Record<Exclude<Column, Count | 'member'>, (card: BorrowerCard) => string> = {
  name: ({ name }) => name,
  type: ({ borrower_type: type }) => type,
  commune: ({ venue }) => venue.commune,
  contact: contactOf,
};

/** What is not known comes last, whichever way the others go. */
export function sorted(cards: BorrowerCard[], { sort, descending }: Filters): BorrowerCard[] {
  if (sort === '') return cards;
  const way = descending ? -1 : 1;
  if (sort in TEXTS) {
    const text = TEXTS[sort as keyof typeof TEXTS];
    const { compare } = byWords();
    return cards.toSorted((a, b) => {
      const [one, other] = [text(a), text(b)];
      if (!one || !other) return Number(!one) - Number(!other);
      return way * compare(one, other);
    });
  }
  const count = sort as Count | 'member';
  return cards.toSorted((a, b) => way * (Number(a[count]) - Number(b[count])));
}

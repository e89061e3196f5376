/** Which loans the list shows, and in which order. */
import type { LineState, LoanCard } from '$lib/backend';
import { t } from '$lib/messages';
import { STATES } from '$lib/states';

export interface Filter {
  /** As the address says it. */
  key: string;
  states: LineState[];
}

const OPEN: LineState[] = ['request', 'option', 'confirmed', 'out', 'returned'];
const EACH: LineState[] = ['request', 'option', 'confirmed', 'out', 'returned', 'closed'];

const ALL: Filter = { key: '', states: [] };
export const FILTERS: Filter[] = [
  ALL,
  { key: 'ouverts', states: OPEN },
  { key: 'retard', states: OPEN },
  ...EACH.map((state) => ({ key: state, states: [state] })),
  { key: 'cancelled', states: ['cancelled', 'refused'] },
];

export function filterOf(key: string): Filter {
  return FILTERS.find((filter) => filter.key === key) ?? ALL;
}

export function nameOf({ key }: Filter): string {
  if (key === '') return t('loans_all');
  if (key === 'ouverts') return t('loans_open');
  if (key === 'retard') return t('loans_late');
  return t(STATES[key as LineState].label);
}

/** The loans of a filter; the latest ones first when asked, the rest as they came. */
export function arranged(cards: LoanCard[], filter: Filter, lateFirst: boolean): LoanCard[] {
  const shown = filter.key === 'retard' ? cards.filter((card) => card.late_days > 0) : cards;
  const sorts = lateFirst || filter.key === 'retard';
  return sorts ? [...shown].sort((one, other) => other.late_days - one.late_days) : shown;
}

/** The resources most borrowed, by sorties or by days; the other one tells equals apart, then the code. */
import type { Reading } from './reading';

export interface Borrowed {
  code: string;
  title: string;
  loans: number;
  days: number;
}

export function mostBorrowed(reading: Reading, by: 'loans' | 'days', count: number): Borrowed[] {
  const resources = new Map<string, Borrowed>();
  const at = (code: string, title: string) => {
    const known = resources.get(code) ?? { code, title, loans: 0, days: 0 };
    resources.set(code, known);
    return known;
  };
  for (const { key, label, numerator } of reading.groups('loans_by_resource'))
    at(key, label).loans = numerator;
  for (const { key, label, numerator } of reading.groups('days_by_resource'))
    at(key, label).days = numerator;
  const other = by === 'loans' ? 'days' : 'loans';
  return [...resources.values()]
    .filter((resource) => resource[by] > 0)
    .sort(
      (one, two) => two[by] - one[by] || two[other] - one[other] || (one.code < two.code ? -1 : 1),
    )
    .slice(0, count);
}

export const daysOf = (resources: Borrowed[]) => resources.reduce((sum, { days }) => sum + days, 0);

/** What the address of the screen says, and the rows that it shows. */
import type { AnsweredRow, PendingRow, Period, SatisfactionView } from '$lib/backend';
import { plusDays } from '$lib/format';
import { holds } from '$lib/ranking';

export type Tab = 'pending' | 'answered';

export interface Filters {
  tab: Tab;
  /** None: the year that today is in, or the last one in which something left. */
  period: Period | null;
  search: string;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function fromParams(params: URLSearchParams): Filters {
  const from = params.get('de') ?? '';
  const to = params.get('a') ?? '';
  return {
    tab: params.get('onglet') === 'recus' ? 'answered' : 'pending',
    period: isDay(from) && isDay(to) && from <= to ? { from, to } : null,
    search: params.get('recherche') ?? '',
  };
}

export function toParams({ tab, period, search }: Filters): Record<string, string> {
  return {
    onglet: tab === 'answered' ? 'recus' : '',
    de: period?.from ?? '',
    a: period?.to ?? '',
    recherche: search,
  };
}

/** The twelve months that end today. */
export function lastTwelveMonths(today: string): Period {
  const before = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  // There was no 29 February then.
  const from = before.endsWith('02-29') ? before.replace('02-29', '03-01') : plusDays(before, 1);
  return { from, to: today };
}

/** Those that hold every word. */
export function matching<Row extends PendingRow | AnsweredRow>(rows: Row[], search: string): Row[] {
  // « 2026-051/1 » is found as « 2026 051 1 » is.
  const typed = search.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  if (typed === '') return rows;
  return rows.filter(({ line, reference }) =>
    holds(`${line.title} ${line.code} ${line.borrower} ${line.commune} ${reference}`, typed),
  );
}

/** The share of sorties that have their questionnaire; none of no sortie. */
export function returnRate({ answered_total, sorties }: SatisfactionView): number | null {
  return sorties > 0 ? answered_total / sorties : null;
}

/** Who comes after one that was just entered: the one that followed it, else the first that waits. */
export function nextWaiting(pending: PendingRow[], after: string): PendingRow | null {
  const at = pending.findIndex(({ reference }) => reference === after);
  const others = pending.filter(({ reference }) => reference !== after);
  return (at >= 0 ? pending[at + 1] : undefined) ?? others[0] ?? null;
}

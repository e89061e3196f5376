/** What the address of the screen says, and the rows that it shows. */
import type { AnsweredRow, PendingRow, Period, SatisfactionView } from '$lib/backend';
import { holds } from '$lib/ranking';

export type Tab = 'pending' | 'answered';

export interface Filters {
  tab: Tab;
  /** None: the last twelve months. */
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

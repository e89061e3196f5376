/** Other days for a loan: which lines may move, what is asked of each, and why one cannot. */
import type {
  Attempt,
  AttemptAnswer,
  Conflict,
  LineState,
  LoanLineView,
  LoanSheet,
  Period,
} from '$lib/backend';
import { plusDays, range, shortDay } from '$lib/format';
import { n, t, type Key } from '$lib/messages';

const MAY_MOVE = ['request', 'option', 'confirmed', 'out'];

/** The lines whose days may still change; of one that is out, only the last day. */
export function movable(loan: LoanSheet): LoanLineView[] {
  return loan.lines.filter(({ card }) => MAY_MOVE.includes(card.state));
}

export const canReschedule = (loan: LoanSheet) => movable(loan).length > 0;

/** First and last day of some lines. */
export function around(lines: LoanLineView[]): Period {
  const froms = lines.map(({ card }) => card.planned.from).sort();
  const tos = lines.map(({ card }) => card.planned.to).sort();
  return { from: froms[0] ?? '', to: tos.at(-1) ?? '' };
}

/** The days of a line under days asked for all: what is out keeps its first one. */
export function attemptOf({ card }: LoanLineView, period: Period): Attempt {
  const from = card.state === 'out' ? card.planned.from : period.from;
  return {
    line: card.id,
    code: card.code,
    quantity: card.quantity,
    period: { from, to: period.to },
  };
}

export function shifted({ from, to }: Period, days: number): Period {
  return { from: plusDays(from, days), to: plusDays(to, days) };
}

const REASONS: Partial<Record<LineState, Key>> = {
  option: 'loan_conflict_option',
  confirmed: 'loan_conflict_confirmed',
  out: 'loan_conflict_out',
};

/** Who is in the way, when, and over which days the resource is then busy. */
export function inTheWay(conflict: Conflict, today: string): string {
  const { borrower, commune, from, to, busy_from, busy_to, state } = conflict;
  const who = commune && !borrower.includes(commune) ? `${borrower} (${commune})` : borrower;
  const days = range(from, to, today);
  // What the centre holds says why where others say who.
  const kept = state === null ? t('loan_conflict_held', { why: borrower, days }) : '';
  const late =
    conflict.reason === 'late' ? t('loan_conflict_late', { who, due: shortDay(to) }) : '';
  const booked = t((state && REASONS[state]) || 'loan_conflict_confirmed', { who, days });
  const units = conflict.quantity > 1 ? n('booking_conflict_units', conflict.quantity) : '';
  const busy =
    busy_from < from || busy_to > to
      ? t('loan_conflict_busy', { days: range(busy_from, busy_to, today) })
      : '';
  return [kept || late || booked, units, busy].filter(Boolean).join(', ');
}

/** Whether all the lines can have their days: a request asks for nothing yet. */
export function allFree(lines: LoanLineView[], answers: AttemptAnswer[]): boolean {
  return lines.every(({ card }, place) => card.state === 'request' || answers[place]?.free);
}

/** What the answer means for this booking: which days are taken, and the ways out, the nearest first. */
import type { AvailabilityAnswer, Conflict, LineAnswer, LineCard, Period } from '$lib/backend';
import { daysBetween, plusDays } from '$lib/format';

export type Solution =
  | { kind: 'shift'; key: string; period: Period; days: number }
  | { kind: 'fewer'; key: string; code: string; title: string; quantity: number }
  | {
      kind: 'replace';
      key: string;
      code: string;
      title: string;
      by: string;
      byTitle: string;
      themes: string[];
    };

const MOST_REPLACEMENTS = 2;

/** Every way out of a refusal: other days, fewer units, something else. */
export function solutions(answer: AvailabilityAnswer): Solution[] {
  if (answer.free) return [];
  const shifts = answer.alternatives
    .map((period): Solution & { kind: 'shift' } => ({
      kind: 'shift',
      key: `shift ${period.from}`,
      period,
      days: daysBetween(answer.period.from, period.from),
    }))
    .sort((one, other) => Math.abs(one.days) - Math.abs(other.days));
  const refused = answer.lines.filter((line) => !line.free);
  const fewer = refused
    .filter((line) => !line.fault && line.available > 0 && line.available < line.quantity)
    .map(({ code, title, available }): Solution => ({
      kind: 'fewer',
      key: `fewer ${code}`,
      code,
      title,
      quantity: available,
    }));
  const most = Math.max(1, Math.floor(MOST_REPLACEMENTS / Math.max(1, refused.length)));
  const replacements = refused.flatMap(({ code, title, instead }) =>
    instead.slice(0, most).map((other): Solution => ({
      kind: 'replace',
      key: `replace ${code} ${other.code}`,
      code,
      title,
      by: other.code,
      byTitle: other.title,
      themes: other.themes,
    })),
  );
  return [...shifts, ...fewer, ...replacements];
}

/** Whether everything is free once that is done, as far as the answer says. */
export function settles(solution: Solution, answer: AvailabilityAnswer): boolean {
  return solution.kind === 'shift' || answer.lines.filter((line) => !line.free).length === 1;
}

function bound(day: string, least: string, most: string): string {
  return day < least ? least : day > most ? most : day;
}

/** The days asked for on which bookings stand in the way, buffers included; none when only buffers of the asked
 * loan itself meet them. */
export function takenWithin(conflicts: Conflict[], asked: Period): Period | null {
  const meeting = conflicts.filter(
    ({ busy_from, busy_to }) => busy_from <= asked.to && busy_to >= asked.from,
  );
  if (meeting.length === 0) return null;
  const froms = meeting.map(({ busy_from }) => bound(busy_from, asked.from, asked.to)).sort();
  const tos = meeting.map(({ busy_to }) => bound(busy_to, asked.from, asked.to)).sort();
  return { from: froms[0] ?? asked.from, to: tos.at(-1) ?? asked.to };
}

/** Why a conflict reaches further than its own days. */
export type Reach =
  | { kind: 'until'; day: string }
  | { kind: 'from'; day: string }
  | { kind: 'own-before'; days: number }
  | { kind: 'own-after'; days: number }
  | null;

export function reach(conflict: Conflict, line: LineAnswer, asked: Period): Reach {
  const { from, to, busy_from, busy_to, state } = conflict;
  if (busy_to < asked.from) return { kind: 'own-before', days: line.buffers.before };
  if (busy_from > asked.to) return { kind: 'own-after', days: line.buffers.after };
  if (state === 'out' && conflict.reason === 'late') return null;
  if (to <= asked.to && busy_to > to && busy_to >= asked.from)
    return { kind: 'until', day: busy_to };
  if (from > asked.to && busy_from < from) return { kind: 'from', day: busy_from };
  return null;
}

function eachDay({ from, to }: Period, visit: (day: string) => void): void {
  for (let day = from; day <= to; day = plusDays(day, 1)) visit(day);
}

/** The days of a window on which the quantity wanted of some resource is not to be had. */
export function takenDays(lines: LineAnswer[], window: Period): Set<string> {
  const taken = new Set<string>();
  for (const { bars, holds, capacity, quantity } of lines) {
    const units = new Map<string, number>();
    const takers = [
      ...bars,
      ...holds.map(({ period, quantity }) => ({
        busy_from: period.from,
        busy_to: period.to,
        quantity,
      })),
    ];
    for (const taker of takers) {
      const days = within(taker, window);
      if (days) eachDay(days, (day) => units.set(day, (units.get(day) ?? 0) + taker.quantity));
    }
    for (const [day, used] of units) if (used + quantity > capacity) taken.add(day);
  }
  return taken;
}

type Busy = Pick<LineCard, 'busy_from' | 'busy_to'>;

function within({ busy_from, busy_to }: Busy, window: Period): Period | null {
  if (!busy_from || !busy_to || busy_from > window.to || busy_to < window.from) return null;
  return {
    from: bound(busy_from, window.from, window.to),
    to: bound(busy_to, window.from, window.to),
  };
}

/** What it costs in all, cents; none where only a quote can say. */
export function total(lines: LineAnswer[], member: boolean): number | null {
  const prices = lines.map((line) => (member ? line.member_cents : line.non_member_cents));
  return prices.reduce<number | null>(
    (sum, price) => (sum === null || price === null ? null : sum + price),
    0,
  );
}

/** Where days stand on a timeline: everything in percent of the days it shows. */
import type { LineCard, Period } from './backend';
import { daysBetween, plusDays, week, weekday } from './format';

/** A stretch of days, in percent of the width. */
export interface Span {
  left: number;
  width: number;
}

/** What is drawn of a line: the days it is lent, the buffers around them, the days it is late. */
export interface BarSpans {
  body: Span | null;
  before: Span | null;
  after: Span | null;
  late: Span | null;
}

export interface Mark {
  /** First day of the month or week. */
  on: string;
  left: number;
}

/** Days in a period, the first and the last included. */
export function lengthOf(period: Period): number {
  return daysBetween(period.from, period.to) + 1;
}

/** Where days stand in a window, cut at its edges; none when they are outside. */
export function spanOf(days: Period, window: Period): Span | null {
  const from = days.from > window.from ? days.from : window.from;
  const to = days.to < window.to ? days.to : window.to;
  if (to < from) return null;
  const unit = 100 / lengthOf(window);
  return { left: daysBetween(window.from, from) * unit, width: lengthOf({ from, to }) * unit };
}

/** The days that a line takes for its borrower: actual where known, planned otherwise. */
export function lentDays(line: LineCard): Period {
  const from = line.departed_on ?? line.planned.from;
  const to = line.returned_on ?? line.planned.to;
  return { from, to: to < from ? from : to };
}

/** What is drawn of a line in a window. */
export function barSpans(line: LineCard, window: Period, today: string): BarSpans {
  const lent = lentDays(line);
  const isLate = line.late_days > 0 && today > lent.to;
  const end = isLate ? today : lent.to;
  const { busy_from: busyFrom, busy_to: busyTo } = line;
  const some = (from: string, to: string) => (from <= to ? spanOf({ from, to }, window) : null);
  return {
    body: spanOf(lent, window),
    before: busyFrom ? some(busyFrom, plusDays(lent.from, -1)) : null,
    after: busyTo ? some(plusDays(end, 1), busyTo) : null,
    late: isLate ? some(plusDays(lent.to, 1), today) : null,
  };
}

/** The first of each month in a window, and the first day of the window. */
export function monthMarks(window: Period): Mark[] {
  const marks: Mark[] = [{ on: window.from, left: 0 }];
  const unit = 100 / lengthOf(window);
  let [year, month] = window.from.split('-').map(Number) as [number, number];
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const on = `${year}-${String(month).padStart(2, '0')}-01`;
    if (on > window.to) return marks;
    marks.push({ on, left: daysBetween(window.from, on) * unit });
  }
}

/** The Mondays of a window. */
export function weekMarks(window: Period): (Mark & { week: number })[] {
  const unit = 100 / lengthOf(window);
  const first = plusDays(window.from, (7 - weekday(window.from)) % 7);
  const marks = [];
  for (let on = first; on <= window.to; on = plusDays(on, 7)) {
    marks.push({ on, week: week(on), left: daysBetween(window.from, on) * unit });
  }
  return marks;
}

/** The marks whose labels have room: of two that would touch, the earlier one gives way. */
export function spaced<M extends Mark>(marks: M[], apart: number): M[] {
  let next = 100;
  const kept = marks.toReversed().filter(({ left }) => {
    const fits = next - left >= apart;
    if (fits) next = left;
    return fits;
  });
  return kept.toReversed();
}

/** All the days that a line is drawn over. */
function drawnDays(line: LineCard, today: string): Period {
  const lent = lentDays(line);
  const overruns = line.late_days > 0 && today > lent.to;
  return {
    from: line.busy_from && line.busy_from < lent.from ? line.busy_from : lent.from,
    to: overruns ? today : lent.to,
  };
}

/**
 * Lines that share days stand on different rows, so that no bar hides another: the units of a resource that
 * there are several of, and below them the requests, which take nothing.
 */
export function stacked(lines: LineCard[], today: string): { line: LineCard; row: number }[] {
  const rows: Period[][] = [];
  const rank = (line: LineCard) => `${line.state === 'request' ? 1 : 0}${lentDays(line).from}`;
  const ordered = [...lines].sort((a, b) => rank(a).localeCompare(rank(b)));
  return ordered.map((line) => {
    const days = drawnDays(line, today);
    const isFree = (taken: Period[]) => taken.every((t) => t.to < days.from || t.from > days.to);
    const found = rows.findIndex(isFree);
    const row = found < 0 ? rows.length : found;
    rows[row] = [...(rows[row] ?? []), days];
    return { line, row };
  });
}

/** « Bourg-en-Bresse », « Bourg », nothing: the longest form of a commune that so many letters allow. */
export function shortCommune(commune: string, letters: number): string {
  const saints = commune.replace(/\bSaint(e?)(?=[- ])/g, 'St$1');
  const first = /^(?:(?:Ste?|Le|La|Les|Aux?)[- ])?[^- ]+/i.exec(saints)?.[0] ?? '';
  return [commune, saints, first].find((form) => form.length <= letters) ?? '';
}

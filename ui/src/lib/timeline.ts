/** Where days stand on a timeline: everything in percent of the days it shows. */
import type { LineCard, Period } from './backend';
import { daysBetween, plusDays, week, weekday } from './format';

/** What a line must say to be drawn; a `LineCard` and a `PlanningBar` both do. */
export type Drawable = Pick<
  LineCard,
  'state' | 'planned' | 'departed_on' | 'returned_on' | 'late_days' | 'busy_from' | 'busy_to'
>;

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

/** The same in days, before any window cuts it. */
export interface BarDays {
  body: Period;
  before: Period | null;
  after: Period | null;
  late: Period | null;
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
export function lentDays(line: Pick<Drawable, 'planned' | 'departed_on' | 'returned_on'>): Period {
  const from = line.departed_on ?? line.planned.from;
  const to = line.returned_on ?? line.planned.to;
  return { from, to: to < from ? from : to };
}

/** What is drawn of a line, in days. */
export function barDays(line: Drawable, today: string): BarDays {
  const lent = lentDays(line);
  const isLate = line.late_days > 0 && today > lent.to;
  const end = isLate ? today : lent.to;
  const { busy_from: busyFrom, busy_to: busyTo } = line;
  const some = (from: string, to: string) => (from <= to ? { from, to } : null);
  return {
    body: lent,
    before: busyFrom ? some(busyFrom, plusDays(lent.from, -1)) : null,
    after: busyTo ? some(plusDays(end, 1), busyTo) : null,
    late: isLate ? some(plusDays(lent.to, 1), today) : null,
  };
}

/** What is drawn of a line in a window. */
export function barSpans(line: Drawable, window: Period, today: string): BarSpans {
  const { body, before, after, late } = barDays(line, today);
  const span = (days: Period | null) => days && spanOf(days, window);
  return { body: spanOf(body, window), before: span(before), after: span(after), late: span(late) };
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
function drawnDays(line: Drawable, today: string): Period {
  const lent = lentDays(line);
  const overruns = line.late_days > 0 && today > lent.to;
  return {
    from: line.busy_from && line.busy_from < lent.from ? line.busy_from : lent.from,
    to: overruns ? today : lent.to,
  };
}

/**
 * Each of these on the first row that is free over its days, so that none hides another. They are taken in the order
 * given.
 */
export function onRows<Item>(items: Item[], daysOf: (item: Item) => Period): number[] {
  const rows: Period[][] = [];
  return items.map((item) => {
    const days = daysOf(item);
    const isFree = (taken: Period[]) => taken.every((t) => t.to < days.from || t.from > days.to);
    const found = rows.findIndex(isFree);
    const row = found < 0 ? rows.length : found;
    (rows[row] ??= []).push(days);
    return row;
  });
}

/**
 * Lines that share days stand on different rows: the units of a resource that there are several of, and below them
 * the requests, which take nothing.
 */
export function stacked<Line extends Drawable>(
  lines: Line[],
  today: string,
): { line: Line; row: number }[] {
  const rank = (line: Line) => `${line.state === 'request' ? 1 : 0}${lentDays(line).from}`;
  const ordered = [...lines].sort((a, b) => rank(a).localeCompare(rank(b)));
  const rows = onRows(ordered, (line) => drawnDays(line, today));
  return ordered.map((line, at) => ({ line, row: rows[at] ?? 0 }));
}

/** « Bourg-en-Bresse », « Bourg », nothing: the longest form of a commune that so many letters allow. */
export function shortCommune(commune: string, letters: number): string {
  const saints = commune.replace(/\bSaint(e?)(?=[- ])/g, 'St$1');
  const first = /^(?:(?:Ste?|Le|La|Les|Aux?)[- ])?[^- ]+/i.exec(saints)?.[0] ?? '';
  return [commune, saints, first].find((form) => form.length <= letters) ?? '';
}

/** Where things stand on the planning: rows down, days across. Arithmetic only. */
import type {
  HoldView,
  Period,
  Planning,
  PlanningBar,
  PlanningGroup,
  PlanningRow,
} from '$lib/backend';
import { daysBetween, nameAndCommune, plusDays } from '$lib/format';
import {
  barDays,
  lengthOf,
  lentDays,
  onRows,
  shortCommune,
  spanOf,
  type BarDays,
  type Mark,
} from '$lib/timeline';

export const ROW = 32;
export const LANE = 26;
export const GROUP = 24;

/** A line or a hold, the days it is drawn over, and the lane of its row. */
export interface Taken {
  id: string;
  days: BarDays;
  lane: number;
  bar: PlanningBar | null;
  hold: HoldView | null;
}

export interface ResourceLine {
  kind: 'row';
  key: string;
  row: PlanningRow;
  taken: Taken[];
  height: number;
}

export interface GroupLine {
  kind: 'group';
  key: string;
  group: PlanningGroup;
  folded: boolean;
  height: number;
}

export type Line = ResourceLine | GroupLine;

function laneOf(days: BarDays, capacity: number): Period {
  const from = capacity > 1 && days.before ? days.before.from : days.body.from;
  return { from, to: days.late?.to ?? days.body.to };
}

/** What takes a resource, by first day, each on a lane where it hides nothing. */
export function takenOf(row: PlanningRow, today: string): Taken[] {
  const items: Taken[] = [
    ...row.holds.map((hold) => ({
      id: hold.id,
      days: { body: hold.period, before: null, after: null, late: null },
      lane: 0,
      bar: null,
      hold,
    })),
    ...row.bars.map((bar) => ({
      id: bar.id,
      days: barDays(bar, today),
      lane: 0,
      bar,
      hold: null,
    })),
  ];
  if (items.length < 2) return items;
  // What takes nothing makes room for what does.
  const rank = ({ bar, days }: Taken) => `${bar && !bar.busy_from ? 1 : 0}${days.body.from}`;
  const ordered = [...items].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const lanes = onRows(ordered, ({ days }) => laneOf(days, row.capacity));
  const placed = ordered.map((item, at) => ({ ...item, lane: lanes[at] ?? 0 }));
  return withoutOverlap(placed.sort((a, b) => (a.days.body.from < b.days.body.from ? -1 : 1)));
}

function some(from: string, to: string): Period | null {
  return from <= to ? { from, to } : null;
}

/** Buffers never cover a bar nor each other: they are cut where the neighbour on their lane begins or ends. */
function withoutOverlap(items: Taken[]): Taken[] {
  const last = new Map<number, Taken>();
  for (const item of items) {
    const previous = last.get(item.lane);
    last.set(item.lane, item);
    if (!previous) continue;
    const { days } = previous;
    if (days.after) days.after = some(days.after.from, before(days.after.to, item.days.body.from));
    const end = (days.after ?? days.late ?? days.body).to;
    const { before: own } = item.days;
    if (own && own.from <= end) item.days.before = some(plusDays(end, 1), own.to);
  }
  return items;
}

/** A day, or the last one before another. */
function before(day: string, other: string): string {
  return day < other ? day : plusDays(other, -1);
}

export function heightOf(taken: Taken[]): number {
  return ROW + LANE * Math.max(0, ...taken.map(({ lane }) => lane));
}

/** What stands under each other: the header of each group and, unless it is folded, its rows. */
export function linesOf(planning: Planning, folded: string[]): Line[] {
  return planning.groups.flatMap((group): Line[] => {
    const key = groupKey(group);
    const isFolded = folded.includes(key);
    const header: Line = {
      kind: 'group',
      key: `group ${key}`,
      group,
      folded: isFolded,
      height: GROUP,
    };
    if (isFolded) return [header];
    const rows = group.rows.map((row): Line => {
      const taken = takenOf(row, planning.today);
      return { kind: 'row', key: row.id, row, taken, height: heightOf(taken) };
    });
    return [header, ...rows];
  });
}

/** What the days shown hold, one after the other: rows of a table. */
export interface Listed {
  row: PlanningRow;
  item: Taken;
}

export function listedOf({ groups, period, today }: Planning): Listed[] {
  return groups.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      takenOf(row, today)
        .filter(({ days }) => spanOf(days.body, period) ?? (days.late && spanOf(days.late, period)))
        .map((item) => ({ row, item })),
    ),
  );
}

export function groupKey({ kind, form, label }: PlanningGroup): string {
  return form ?? kind ?? label;
}

/** Where each line begins, and after the last one where it ends. */
export function topsOf(lines: { height: number }[]): number[] {
  const tops = [0];
  let top = 0;
  for (const { height } of lines) tops.push((top += height));
  return tops;
}

/** The lines that show between two heights: the first, and the one after the last. */
export function visible(tops: number[], top: number, bottom: number): { from: number; to: number } {
  const count = tops.length - 1;
  const from = Math.max(0, lastAtOrBefore(tops, top));
  const to = Math.min(count, lastAtOrBefore(tops, Math.max(top, bottom - 1)) + 1);
  return { from: Math.min(from, count), to };
}

function lastAtOrBefore(tops: number[], height: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] ?? 0) <= height) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The day under a pointer, some pixels into a track. */
export function dayAt(x: number, width: number, window: Period): string {
  const length = lengthOf(window);
  const at = Math.floor((x / Math.max(1, width)) * length);
  return plusDays(window.from, Math.min(length - 1, Math.max(0, at)));
}

/** What of a bar may be drawn elsewhere: all of it, or one of its ends. */
export type Grip = 'move' | 'start' | 'end';

/** Of what is out only the return may still change, of what came back nothing. */
export function gripsOf({ state }: PlanningBar): Grip[] {
  if (state === 'out') return ['end'];
  return ['request', 'option', 'confirmed'].includes(state) ? ['move', 'start', 'end'] : [];
}

/** Days moved, or one end of them; the last is never before the first. */
export function moved({ from, to }: Period, grip: Grip, days: number, least = from): Period {
  if (grip === 'move') return { from: plusDays(from, days), to: plusDays(to, days) };
  if (grip === 'start') {
    const start = plusDays(from, days);
    return { from: start < to ? start : to, to };
  }
  const end = plusDays(to, days);
  return { from, to: end > least ? end : least };
}

/** The days that a line would be drawn over once it has others. */
export function drawnOver(bar: PlanningBar, planned: Period): Period {
  return lentDays({ ...bar, planned });
}

/** Both ends of a selection, in their order. */
export function between(one: string, other: string): Period {
  return one < other ? { from: one, to: other } : { from: other, to: one };
}

/** The item nearest in time to some days. */
export function nearest(items: Taken[], days: Period): Taken | null {
  const distance = ({ days: { body, late } }: Taken) => {
    const to = late?.to ?? body.to;
    const apart =
      body.from > days.to
        ? daysBetween(days.to, body.from)
        : to < days.from
          ? daysBetween(to, days.from)
          : 0;
    return apart * 1000 + Math.abs(daysBetween(days.from, body.from));
  };
  return items.reduce<Taken | null>(
    (best, item) => (best && distance(best) <= distance(item) ? best : item),
    null,
  );
}

const LETTER = 6.3;

/** How many pixels a label takes, more or less. */
export function widthOf(text: string): number {
  return text.length * LETTER;
}

/** The longest label of a bar that so many pixels allow: full name, name, commune, number, nothing. */
export function labelFor(
  bar: Pick<PlanningBar, 'borrower' | 'commune' | 'number'>,
  room: number,
): string {
  const letters = Math.floor(room / LETTER);
  const forms = [
    bar.commune ? nameAndCommune(bar.borrower, bar.commune) : bar.borrower,
    bar.borrower,
    shortCommune(bar.commune, letters),
    bar.number,
  ];
  return forms.find((form) => form !== '' && form.length <= letters) ?? '';
}

/** A mark with the longest of its labels that has room before the next one, and on which side it is written. */
export interface Labelled {
  left: number;
  label: string;
  isBefore: boolean;
}

/**
 * Labels of marks on one line, in percent of so many pixels: of each the longest form with room, if any has. A mark with
 * no room after it is written before it, and the mark before leaves it that.
 */
export function labelled(
  marks: { left: number; forms: string[] }[],
  width: number,
  symbol: number,
): Labelled[] {
  const needs = (form: string | undefined) => (form === undefined ? 0 : widthOf(form) + 6);
  const at = (index: number) => {
    const mark = marks[index];
    return mark ? (mark.left / 100) * width : width;
  };
  const fits = (forms: string[], room: number) => forms.find((form) => needs(form) <= room);
  const after = (index: number) => at(index + 1) - at(index) - symbol;
  let taken = 0;
  return marks.map(({ left, forms }, index) => {
    const next = marks[index + 1];
    const isNextTight = next && fits(next.forms, after(index + 1)) === undefined;
    const kept = isNextTight ? needs(next.forms.at(-1)) : 0;
    const right = fits(forms, after(index) - kept) ?? fits(forms, after(index));
    const ahead = right === undefined ? fits(forms, at(index) - taken) : undefined;
    taken = at(index) + symbol + needs(right);
    return { left, label: right ?? ahead ?? '', isBefore: ahead !== undefined };
  });
}

/**
 * What stands behind the bars, as layers of one background: no row needs an element per day. Plain colours only: the
 * transparent parts of a gradient come out dark in some PDF.
 */
export function stripes(spans: { left: number; width: number }[], colour: string): string[] {
  return spans.map(({ left, width }) => {
    // A background is placed by the share of the room that it leaves.
    const place = width < 100 ? (left / (100 - width)) * 100 : 0;
    return `linear-gradient(${colour}, ${colour}) ${place}% 0 / ${width}% 100% no-repeat`;
  });
}

/** Lines of a pixel where weeks or months begin. */
export function rules(marks: Mark[], colour: string): string[] {
  return marks
    .filter(({ left }) => left > 0)
    .map(({ left }) => `linear-gradient(${colour}, ${colour}) ${left}% 0 / 1px 100% no-repeat`);
}

/** How many days two periods share. */
export function shared(one: Period, other: Period): number {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return to < from ? 0 : lengthOf({ from, to });
}

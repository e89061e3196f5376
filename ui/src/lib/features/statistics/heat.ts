/** The days of a period laid out by weeks, one band for each year. */
import type { Group } from '$lib/backend';
import { weekday } from '$lib/format';

export interface HeatDay {
  day: string;
  count: number;
  week: number;
  weekday: number;
  /** From 0, nothing, to 4, the most. */
  step: number;
}

export interface HeatBand {
  /** Its first day. */
  from: string;
  weeks: number;
  days: HeatDay[];
  /** The week in which each month begins. */
  months: { first: string; week: number }[];
}

export const STEPS = 4;
const WEEK = 7;
/** How far the name of a month reaches. */
const WEEKS_OF_A_NAME = 3;

/** The upper bound of each step above nothing, as equal as whole numbers can be. */
export function boundsOf(most: number): number[] {
  const bounds = Array.from({ length: STEPS }, (_, at) => Math.ceil((most * (at + 1)) / STEPS));
  return [...new Set(bounds)].filter((bound) => bound > 0);
}

/** The step of a count: the most is always the darkest one. */
export function stepOf(count: number, bounds: number[]): number {
  if (count <= 0) return 0;
  const at = bounds.findIndex((bound) => count <= bound);
  return STEPS - bounds.length + (at < 0 ? bounds.length : at + 1);
}

/** The days follow each other; after twelve months they go on in a new band. */
export function bandsOf(groups: Pick<Group, 'key' | 'numerator'>[]): HeatBand[] {
  const bounds = boundsOf(Math.max(0, ...groups.map(({ numerator }) => numerator)));
  const bands: HeatBand[] = [];
  let firstWeekday = 0;
  for (const { key: day, numerator: count } of groups) {
    let band = bands.at(-1);
    if (!band || day.slice(5) === anniversaryOf(band.from, day)) {
      band = { from: day, weeks: 0, days: [], months: [] };
      firstWeekday = weekday(day);
      bands.push(band);
    }
    const at = firstWeekday + band.days.length;
    const week = Math.floor(at / WEEK);
    band.weeks = week + 1;
    if (day.endsWith('-01') || band.days.length === 0) band.months.push({ first: day, week });
    band.days.push({ day, count, week, weekday: at % WEEK, step: stepOf(count, bounds) });
  }
  return bands.map((band) => ({ ...band, months: apart(band.months) }));
}

/** The day of a later year on which a band that began then is full; after a 29 February, the first of March. */
function anniversaryOf(from: string, day: string): string | null {
  if (day.slice(0, 4) === from.slice(0, 4)) return null;
  return from.endsWith('02-29') ? '03-01' : from.slice(5);
}

/** A month whose name would stand on the one before is left unnamed. */
function apart(months: HeatBand['months']): HeatBand['months'] {
  return months.filter(({ week }, at) => {
    const next = months[at + 1];
    return at > 0 || !next || next.week - week >= WEEKS_OF_A_NAME;
  });
}

/** The days that figures are counted over: a civil year, a school year, or any days. */
import type { Period } from '$lib/backend';
import { daysBetween, plusDays, range, shortDay } from '$lib/format';
import { t } from '$lib/messages';

export type Span = 'civil' | 'school' | 'days';

const MONTHS_OF_A_YEAR = 12;

export const civilYear = (year: number): Period => ({ from: `${year}-01-01`, to: `${year}-12-31` });

/** From the first of September to the end of August. */
export const schoolYear = (begins: number): Period => ({
  from: `${begins}-09-01`,
  to: `${begins + 1}-08-31`,
});

const yearOf = (day: string) => Number(day.slice(0, 4));
const monthOf = (day: string) => Number(day.slice(5, 7));
const isSame = (one: Period, other: Period) => one.from === other.from && one.to === other.to;

export function spanOf(period: Period): Span {
  const year = yearOf(period.from);
  if (isSame(period, civilYear(year))) return 'civil';
  return isSame(period, schoolYear(year)) ? 'school' : 'days';
}

/** The school year that a day is in, by the year it begins. */
export function schoolYearOf(day: string): number {
  return monthOf(day) >= 9 ? yearOf(day) : yearOf(day) - 1;
}

/** The day of the same number some months away, or the last one of a shorter month. */
function plusMonths(day: string, months: number): string {
  const at = yearOf(day) * MONTHS_OF_A_YEAR + monthOf(day) - 1 + months;
  const year = Math.floor(at / MONTHS_OF_A_YEAR);
  const month = (at % MONTHS_OF_A_YEAR) + 1;
  const last = new Date(year, month, 0, 12).getDate();
  const date = Math.min(Number(day.slice(8, 10)), last);
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The period before or after: as many whole months where it is made of months, as many days else. */
export function shifted(period: Period, by: -1 | 1): Period {
  const after = plusDays(period.to, 1);
  if (period.from.endsWith('-01') && after.endsWith('-01')) {
    const months =
      (yearOf(after) - yearOf(period.from)) * MONTHS_OF_A_YEAR +
      monthOf(after) -
      monthOf(period.from);
    return {
      from: plusMonths(period.from, by * months),
      to: plusDays(plusMonths(after, by * months), -1),
    };
  }
  const days = (daysBetween(period.from, period.to) + 1) * by;
  return { from: plusDays(period.from, days), to: plusDays(period.to, days) };
}

/** « 2023 », « 2022-2023 », « 1er mars – 30 juin 2023 ». */
export function shortName(period: Period): string {
  const year = yearOf(period.from);
  const span = spanOf(period);
  if (span === 'civil') return String(year);
  if (span === 'school') return `${year}-${year + 1}`;
  return days(period);
}

function days({ from, to }: Period): string {
  const said = (day: string) => `${shortDay(day)} ${day.slice(0, 4)}`;
  if (from === to) return said(from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? shortDay(from) : said(from)} – ${said(to)}`;
}

/** « Année 2023 », as it is chosen. */
export function periodName(period: Period): string {
  const span = spanOf(period);
  if (span === 'days') return days(period);
  return t(span === 'civil' ? 'statistics_civil_year' : 'statistics_school_year', {
    year: shortName(period),
  });
}

/** « en 2023 », as it is said within a sentence. */
export function duringPeriod(period: Period): string {
  const span = spanOf(period);
  if (span === 'civil') return t('statistics_during_year', { year: shortName(period) });
  if (span === 'school') return t('statistics_during_school', { year: shortName(period) });
  return t('statistics_during_days', { days: days(period) });
}

/** « l’année entière », where the days to come of a period count too. */
export function wholePeriod(period: Period): string {
  return t(spanOf(period) === 'days' ? 'statistics_over_days' : 'statistics_over_year');
}

/** For a reader who hears it: whole dates. */
export const periodInFull = (period: Period) => range(period.from, period.to);

/** A period as the name of a file: « 2023 », « 2023-03-01_2023-06-30 ». */
export function periodInFileName(period: Period): string {
  return spanOf(period) === 'days' ? `${period.from}_${period.to}` : shortName(period);
}

/** The years that can be chosen at once, the latest first. */
export function yearsToChoose(today: string, first: string | null): number[] {
  const last = yearOf(today);
  const from = Math.max(first ? yearOf(first) : last, last - 30);
  return Array.from({ length: Math.max(1, last - from + 1) }, (_, back) => last - back);
}

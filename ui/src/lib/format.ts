/** How days, ranges, money and weights are written, in the language of the interface. */
import type { Period } from './backend';
import { dateFormat, isFrench, locale, numberFormat } from './locale';

/** Noon of a day here, for its format. */
function at(day: string): Date {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)), 12);
}

const DAY_MILLISECONDS = 86_400_000;
/** A day in Greenwich, where all are as long: thousands are counted at once. */
const utc = (day: string) => new Date(day);
const isoOfUtc = (date: Date) => date.toISOString().slice(0, 10);

/** A day of a calendar as it is said: « 1er », « 2 ». */
export function dayOfMonth(number: number): string {
  return number === 1 && isFrench() ? '1er' : String(number);
}

/** « 1er mai », and a no-break space between day and month. */
function polished(text: string): string {
  if (!isFrench()) return text;
  return text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ').replace(/(\d|1er) (?=\p{L})/gu, '$1\u00a0');
}

/** « lun. 12 janv. », with the year when it is not this one's. */
export function day(iso: string, today?: string): string {
  const withYear = !today || iso.slice(0, 4) !== today.slice(0, 4);
  return polished(
    dateFormat({
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(withYear ? { year: 'numeric' } : {}),
    }).format(at(iso)),
  );
}

/** « 12 janv. » */
export function shortDay(iso: string): string {
  return polished(dateFormat({ day: 'numeric', month: 'short' }).format(at(iso)));
}

/** « jeudi 26 mars 2026 » */
export function longDay(iso: string): string {
  return polished(
    dateFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at(iso)),
  );
}

/** « jeudi 26 mars » */
export function weekdayAndDay(iso: string): string {
  return polished(dateFormat({ weekday: 'long', day: 'numeric', month: 'long' }).format(at(iso)));
}

/** « lundi », of Monday 0 to Sunday 6. */
export function weekdayName(index: number): string {
  // A Monday.
  return dateFormat({ weekday: 'long' }).format(at(plusDays('2024-01-01', index)));
}

/** « mai 2026 » */
export function month(iso: string): string {
  return dateFormat({ month: 'long', year: 'numeric' }).format(at(iso));
}

/** « avr. » */
export function shortMonth(iso: string): string {
  return dateFormat({ month: 'short' }).format(at(iso));
}

/** « 30 mars – 17 avr. », « 4 – 22 mai 2026 », the year when it is not this one's. */
export function range(from: string, to: string, today?: string): string {
  if (from === to) return day(from, today);
  return `${day(from, from.slice(0, 4) === to.slice(0, 4) ? from : today)} – ${day(to, today)}`;
}

/** The time of day of a local instant: « 9 h 40 », "9:40 AM". */
export function time(local: string): string {
  const when = new Date(local);
  if (!isFrench()) return dateFormat({ hour: 'numeric', minute: '2-digit' }).format(when);
  return `${when.getHours()}\u00a0h\u00a0${String(when.getMinutes()).padStart(2, '0')}`;
}

/** « 09:40 » of a UTC instant, here: « 26 mars, 9 h 40 ». */
export function instant(utc: string): string {
  const when = new Date(utc);
  const date = polished(dateFormat({ day: 'numeric', month: 'short' }).format(when));
  if (!isFrench()) {
    return `${date}, ${dateFormat({ hour: 'numeric', minute: '2-digit' }).format(when)}`;
  }
  const minutes = String(when.getMinutes()).padStart(2, '0');
  return `${date}, ${when.getHours()}\u00a0h\u00a0${minutes}`;
}

export function number(value: number, decimals = 0): string {
  return numberFormat({ maximumFractionDigits: decimals }).format(value);
}

/** Cents as « 2 300 € », « 22,50 € ». */
export function money(cents: number): string {
  const whole = cents % 100 === 0;
  return numberFormat({
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(cents / 100);
}

/** Grams as « 44,5 kg ». */
export function weight(grams: number): string {
  return `${number(grams / 1000, 1)}\u00a0kg`;
}

/** Minutes as « 45 min », « 1 h 24 ». */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}\u00a0min`;
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
}

/** The ISO week of a day. */
export function week(iso: string): number {
  const date = at(iso);
  date.setDate(date.getDate() + 3 - ((date.getDay() + 6) % 7));
  const first = new Date(date.getFullYear(), 0, 4, 12);
  const offset = (first.getDay() + 6) % 7;
  return 1 + Math.round(((date.getTime() - first.getTime()) / 86_400_000 - 3 + offset) / 7);
}

/** A day typed as `4/5/2026`, `04/05/26`, `4 5` (this year) or ISO; none when there is no such day. */
export function parseDay(typed: string, today: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const french = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{2}|\d{4}))?$/.exec(text);
  const [year, month, date] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : french
      ? [Number(fullYear(french[3], today)), Number(french[2]), Number(french[1])]
      : [0, 0, 0];
  const found = new Date(year, month - 1, date, 12);
  const exists =
    year >= 1000 && found.getMonth() === month - 1 && found.getDate() === date && date > 0;
  return exists ? isoOf(found) : null;
}

function fullYear(typed: string | undefined, today: string): string {
  if (!typed) return today.slice(0, 4);
  return typed.length === 2 ? today.slice(0, 2) + typed : typed;
}

/** `04/05/2026`, as it is typed. */
export function typedDay(iso: string): string {
  return iso ? iso.split('-').reverse().join('/') : '';
}

function isoOf(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** A day some days later or earlier. */
export function plusDays(iso: string, days: number): string {
  return isoOfUtc(new Date(utc(iso).getTime() + days * DAY_MILLISECONDS));
}

/** The twelve months that end today. */
export function lastTwelveMonths(today: string): Period {
  const before = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  // There was no 29 February then.
  const from = before.endsWith('02-29') ? before.replace('02-29', '03-01') : plusDays(before, 1);
  return { from, to: today };
}

/** Days from one day to another, zero for the same. */
export function daysBetween(from: string, to: string): number {
  return (utc(to).getTime() - utc(from).getTime()) / DAY_MILLISECONDS;
}

/** Monday 0 to Sunday 6. */
export function weekday(iso: string): number {
  return (utc(iso).getUTCDay() + 6) % 7;
}

/** « Lycée de la Côtière, La Boisse », and the commune once where the name already says it. */
export function nameAndCommune(name: string, commune: string): string {
  const said = name.toLocaleLowerCase().includes(commune.toLocaleLowerCase());
  return said ? name : `${name}, ${commune}`;
}

/** The first letter in capitals. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}

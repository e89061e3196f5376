/** The settings as they are typed, and what they say once read. */
import type { Settings } from '$lib/backend';
import { fault, t } from '$lib/messages';
import { readHour } from './hours';

export interface TypedClosure {
  from: string;
  to: string;
  label: string;
}

export interface Typed extends Omit<Settings, 'buffers' | 'option_days' | 'closures'> {
  buffer_before: string;
  buffer_after: string;
  option_days: string;
  closures: TypedClosure[];
}

/** What is wrong, by field. */
export type Wrong = Record<string, string>;

export function typedOf({ buffers, option_days, closures, week, ...rest }: Settings): Typed {
  return {
    ...rest,
    buffer_before: String(buffers.before),
    buffer_after: String(buffers.after),
    option_days: String(option_days),
    week: week.map((day) => ({ ...day })),
    closures: closures.map(({ period, label }) => ({ ...period, label })),
  };
}

/** A fault that the program would answer, said before asking it: here it is known which line it is on. */
function said(code: string, params: Record<string, unknown> = {}): string {
  return fault({ code, params });
}

/** What is wrong with the hours of a day, if anything. */
export function hoursProblem(from: string, to: string): string {
  const opening = readHour(from);
  const closing = readHour(to);
  if (!opening || !closing) return said('hours_unreadable');
  if (closing > opening) return '';
  return said('hours_upside_down', { from: { text: from }, to: { text: to } });
}

const WHOLE = /^\d{1,4}$/;

export function readForm(typed: Typed): { settings: Settings; wrong: Wrong } {
  const wrong: Wrong = {};
  const whole = (field: 'buffer_before' | 'buffer_after' | 'option_days'): number => {
    const text = typed[field].trim();
    if (!WHOLE.test(text)) wrong[field] = t('settings_number_bad');
    return Number(text);
  };
  typed.week.forEach(({ from, to }, at) => {
    const problem = hoursProblem(from, to);
    if (problem) wrong[`week-${at}`] = problem;
  });
  typed.closures.forEach(({ from, to }, at) => {
    if (!from) wrong[`closures-${at}-from`] = said('text_missing');
    if (!to) wrong[`closures-${at}-to`] = said('text_missing');
    else if (from > to)
      wrong[`closures-${at}-to`] = said('end_before_start', {
        from: { date: from },
        to: { date: to },
      });
  });
  const { name, address, town, representative, phone, mail, zone, alsace_moselle, operator } =
    typed;
  const settings: Settings = {
    ...{ name, address, town, representative, phone, mail, zone, alsace_moselle, operator },
    buffers: { before: whole('buffer_before'), after: whole('buffer_after') },
    option_days: whole('option_days'),
    week: typed.week.map(({ open, from, to }) => ({
      open,
      from: readHour(from) ?? from,
      to: readHour(to) ?? to,
    })),
    closures: typed.closures.map(({ from, to, label }) => ({ period: { from, to }, label })),
  };
  return { settings, wrong };
}

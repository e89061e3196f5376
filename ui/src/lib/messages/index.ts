/**
 * Every text that a person reads. The interface's own sentences stand in `fr.json` and `en.json`; those of
 * faults and of the journal in `assets/messages`, which the command line reads too.
 *
 * A `{name}` is filled with a value. A sentence with a count has one entry for each plural form of the
 * language: `key_one`, `key_other`.
 */
import sharedEn from '$messages/en.json';
import sharedFr from '$messages/fr.json';
import figuresEn from '$messages/figures.en.json';
import figuresFr from '$messages/figures.fr.json';
import bookingEn from './booking.en.json';
import bookingFr from './booking.fr.json';
import catalogueEn from './catalogue.en.json';
import catalogueFr from './catalogue.fr.json';
import shellEn from './en.json';
import shellFr from './fr.json';
import planningEn from './planning.en.json';
import planningFr from './planning.fr.json';
import borrowersEn from './borrowers.en.json';
import borrowersFr from './borrowers.fr.json';
import resourceEn from './resource.en.json';
import resourceFr from './resource.fr.json';
import satisfactionEn from './satisfaction.en.json';
import satisfactionFr from './satisfaction.fr.json';
import settingsEn from './settings.en.json';
import settingsFr from './settings.fr.json';
import startEn from './start.en.json';
import startFr from './start.fr.json';
import statisticsEn from './statistics.en.json';
import statisticsFr from './statistics.fr.json';
import paletteEn from './palette.en.json';
import paletteFr from './palette.fr.json';
import type { Fault, JournalEntry, OperationWords, Param } from '../backend/generated/types';
import { day } from '../format';
import { locale, numberFormat, pluralForm } from '../locale';

const fr = {
  ...shellFr,
  ...catalogueFr,
  ...bookingFr,
  ...planningFr,
  ...borrowersFr,
  ...resourceFr,
  ...satisfactionFr,
  ...settingsFr,
  ...startFr,
  ...figuresFr,
  ...statisticsFr,
  ...paletteFr,
};
const en = {
  ...shellEn,
  ...catalogueEn,
  ...bookingEn,
  ...planningEn,
  ...borrowersEn,
  ...resourceEn,
  ...satisfactionEn,
  ...settingsEn,
  ...startEn,
  ...figuresEn,
  ...statisticsEn,
  ...paletteEn,
};

type Plural<Key> = Key extends `${infer Stem}_one` ? Stem : never;
export type Key = keyof typeof fr;
export type CountKey = Plural<Key>;
type Values = Record<string, string | number>;

const CATALOGUES: Record<string, Record<string, string>> = {
  'fr-FR': { ...sharedFr, ...fr },
  'en-GB': { ...sharedEn, ...en },
};

function lookup(key: string): string {
  return CATALOGUES[locale()]?.[key] ?? CATALOGUES['fr-FR']?.[key] ?? key;
}

function fill(template: string, value: (name: string) => string | number | undefined): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(value(name) ?? whole));
}

/** A sentence. */
export function t(key: Key, values: Values = {}): string {
  return fill(lookup(key), (name) => values[name]);
}

/** A sentence with a count. */
export function n(stem: CountKey, count: number, values: Values = {}): string {
  const shown = numberFormat({}).format(count);
  return fill(lookup(`${stem}_${pluralForm(count)}`), (name) =>
    name === 'count' ? shown : values[name],
  );
}

function shown(name: string, value: Param | undefined): string | undefined {
  if (!value) return undefined;
  if ('date' in value) return day(value.date);
  if ('operation' in value) return operation(value.operation);
  if ('number' in value) return numberFormat({ useGrouping: false }).format(value.number);
  // What is no state is an hour, « de 09:00 à 17:30 »: it is shown as it is.
  if (['from', 'to', 'state'].includes(name))
    return CATALOGUES[locale()]?.[`state_${value.text}`] ?? value.text;
  if (['list', 'role', 'figure'].includes(name))
    return CATALOGUES[locale()]?.[`${name}_${value.text}`] ?? value.text;
  return value.text;
}

/** An operation in words. An entry that an earlier version wrote may not name what its sentence ends on. */
function operation({ code, params }: OperationWords): string {
  const sentence = fill(lookup(`journal_${code}`), (name) => shown(name, params[name]) ?? '');
  return sentence.replace(/[\s:]+$/, '');
}

function isFault(error: unknown): error is Fault {
  return typeof error === 'object' && error !== null && 'code' in error && 'params' in error;
}

/** What went wrong, in a sentence. */
export function fault(error: unknown): string {
  if (!isFault(error)) return lookup('fault_internal');
  return fill(lookup(`fault_${error.code}`), (name) => shown(name, error.params[name]) ?? '');
}

/** The field that a fault is about, if it is about one. */
export function faultField(error: unknown): string | null {
  return isFault(error) ? error.field : null;
}

/** The code of a fault, if it is one. */
export function faultCode(error: unknown): string | null {
  return isFault(error) ? error.code : null;
}

/** Whether asking again could answer otherwise: what does not exist will not by asking twice. */
export function canRetry(error: unknown): boolean {
  return !isFault(error) || error.kind !== 'input';
}

/** An operation of the journal, in words. */
export function journal(entry: JournalEntry): string {
  return operation(entry);
}

export const catalogues = CATALOGUES;

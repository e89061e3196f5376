/** Figures, their groups and their amounts, in words. */
import type { Chapter, Figure, Group, Unit } from '$lib/backend';
import { capitalised, longDay, money, month, number, shortMonth } from '$lib/format';
import { isFrench, numberFormat } from '$lib/locale';
import { n, t, type CountKey, type Key } from '$lib/messages';
import { frenchPlural } from './plural';
import type { Fraction, Reading } from './reading';

/** Names and definitions stand in the catalogue that the command line reads too, under the key of the figure. */
export const figureName = (key: string) => t(`figure_${key}` as Key);
export const figureDefinition = (key: string) => t(`figure_${key}_is` as Key);
export const chapterName = (chapter: Chapter) => t(`figure_chapter_${chapter}` as Key);

/** « sorties », « sortie » of one. */
export const unitName = (unit: Unit, count: number) => n(`figure_unit_${unit}` as CountKey, count);

/** « 59,1 % » */
export function percent({ numerator, denominator, decimals }: Fraction): string {
  if (denominator === 0) return t('statistics_dash');
  const text = numberFormat({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format((100 * numerator) / denominator);
  return isFrench() ? `${text}\u00a0%` : `${text}%`;
}

/** An amount as its figure is written: cents as euros, everything else as a number. */
export const amountText = (unit: Unit, amount: number) =>
  unit === 'euros' ? money(amount) : number(amount);

/** « 27 sorties », « 14 800 personnes », « 2 300 € ». */
export const amountWithUnit = (unit: Unit, amount: number) =>
  unit === 'euros' ? money(amount) : `${number(amount)}\u00a0${unitName(unit, amount)}`;

/** « 59,1 % », « 24,2 », « 109 »; none of a figure that is a table. */
export function valueText(figure: Figure): string | null {
  const { value, unit } = figure;
  if (value.shape === 'count') return amountText(unit, value.value);
  if (value.shape === 'money') return money(value.cents);
  if (value.shape === 'share') return percent(value);
  if (value.shape === 'mean')
    return value.denominator === 0
      ? t('statistics_dash')
      : number(value.numerator / value.denominator, 1);
  return null;
}

/** « 52 sur 88 » */
export function ofText(unit: Unit, numerator: number, denominator: number): string {
  return t('statistics_of', {
    part: amountText(unit, numerator),
    whole: amountText(unit, denominator),
  });
}

/** Figures by month, whose groups are « 03 » or « 2023-03 ». */
export const isByMonth = (key: string) => key.endsWith('_by_month');
const isByDay = (key: string) => key === 'out_by_day';
const isByDepartement = (key: string) => key.endsWith('_by_departement');
/** The types of borrowers are spoken of in the plural. */
const isByBorrowerType = (key: string) => key.endsWith('_by_borrower_type');

/** The first day of the month of a group. */
function monthOf(group: string, year: string): string {
  return group.length === 2 ? `${year}-${group}-01` : `${group}-01`;
}

/** What a group is called: « Collèges », « mars 2023 », « Somme ». */
export function groupName(reading: Reading, key: string, group: Group): string {
  if (group.code) return capitalised(t(`figure_word_${group.code}` as Key));
  if (isByMonth(key))
    return capitalised(month(monthOf(group.key, reading.answer.period.from.slice(0, 4))));
  if (isByDay(key)) return longDay(group.key);
  if (isByDepartement(key)) return reading.departement(group.key) ?? group.label;
  const label = isByBorrowerType(key) ? frenchPlural(group.label) : group.label;
  return capitalised(typographic(label));
}

/** « J », « F », as a column is marked. */
export function monthLetter(group: string): string {
  const name = shortMonth(monthOf(group, '2001'));
  return name.charAt(0).toLocaleUpperCase();
}

/** The register was typed with straight apostrophes. */
export const typographic = (text: string) => text.replace(/(\p{L})'(?=\p{L})/gu, '$1’');

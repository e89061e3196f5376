/** The groups of a figure as the marks of a chart. */
import type { Group, Unit } from '$lib/backend';
import { capitalised } from '$lib/format';
import { t } from '$lib/messages';
import { titleParts } from '$lib/features/catalogue/title';
import type { Reading } from '../reading';
import {
  amountText,
  amountWithUnit,
  groupName,
  isByMonth,
  monthLetter,
  ofText,
  percent,
  unitName,
} from '../words';
import type { ChartTable, Mark } from './mark';
import { tableOf } from './mark';

/** Where each group has its own whole, or where answers are counted, it is the share that is drawn. */
export function isRate(key: string, unit: Unit): boolean {
  return /^(usage|occupancy)_by_/.test(key) || unit === 'questionnaires';
}

/** Rates of occupation are small: a decimal tells them apart. */
const decimalsOf = (key: string) => (key.startsWith('occupancy') ? 1 : 0);

/** « Collèges : 27 sorties sur 109, 25 % » */
export function markName(label: string, key: string, unit: Unit, group: Group): string {
  return t('statistics_mark', {
    label,
    amount: amountWithUnit(unit, group.numerator),
    whole: amountText(unit, group.denominator),
    share: percent({ ...group, decimals: decimalsOf(key) }),
  });
}

export function marksOf(reading: Reading, key: string, open: (group: string) => void): Mark[] {
  const unit = reading.figure(key)?.unit ?? 'lines';
  const rate = isRate(key, unit);
  return reading.groups(key).map((group) => {
    const { numerator, denominator } = group;
    const share = () => percent({ numerator, denominator, decimals: decimalsOf(key) });
    // Of thousands a few are drawn: the words of the others are never asked for.
    return {
      key: group.key,
      get label() {
        const label = groupName(reading, key, group);
        if (isByMonth(key)) return monthLetter(group.key);
        return key.endsWith('_by_resource') ? titleParts(label)[0] : label;
      },
      get note() {
        return rate ? ofText(unit, numerator, denominator) : '';
      },
      value: rate ? numerator / Math.max(denominator, 1) : numerator,
      get text() {
        return rate ? share() : amountText(unit, numerator);
      },
      get name() {
        return markName(groupName(reading, key, group), key, unit, group);
      },
      get cells() {
        return [amountText(unit, numerator), amountText(unit, denominator), share()];
      },
      open: () => open(group.key),
    };
  });
}

/** The table of a chart: whole names, the number, what it is a share of, the share. */
export function groupsTable(
  reading: Reading,
  key: string,
  heading: string,
  marks: Mark[],
): ChartTable {
  const unit = reading.figure(key)?.unit ?? 'lines';
  const names = new Map(
    reading.groups(key).map((group) => [group.key, groupName(reading, key, group)]),
  );
  const head = [
    heading,
    capitalised(unitName(unit, 2)),
    t('statistics_whole'),
    t('statistics_share'),
  ];
  return tableOf(
    head,
    marks.map((mark) => ({ ...mark, label: names.get(mark.key) ?? mark.label })),
  );
}

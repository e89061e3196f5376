/** How a figure differs from the one of an earlier period. */
import type { Figure, PastFigure } from '$lib/backend';
import { money, number } from '$lib/format';
import { t } from '$lib/messages';
import { shortName } from './period';
import { amountText, percent } from './words';
import type { Reading } from './reading';

export interface Difference {
  /** « +12 », « −3,2 points ». */
  change: string;
  /** « 97 en 2022 ». */
  before: string;
  /** Where the earlier one comes from, when it was entered by hand. */
  source: string;
}

function signed(text: string, value: number): string {
  // A true minus, as wide as the plus.
  if (value === 0) return '=';
  return value > 0 ? `+${text}` : `\u2212${text}`;
}

function measured(figure: Figure | undefined): { amount: number; isShare: boolean } | null {
  const value = figure?.value;
  if (value?.shape === 'count') return { amount: value.value, isShare: false };
  if (value?.shape === 'money') return { amount: value.cents, isShare: false };
  if (value?.shape === 'share' && value.denominator > 0)
    return { amount: (100 * value.numerator) / value.denominator, isShare: true };
  return null;
}

const asFigure = (now: Figure, past: PastFigure): Figure => ({
  ...now,
  value: { shape: 'count', value: past.value },
});

/** The difference with some years before; none where there is nothing to compare with. */
export function difference(reading: Reading, key: string, years: number): Difference | null {
  const now = reading.figure(key);
  const earlier = reading.earlier(key, years);
  if (!now || !earlier) return null;
  const { entered } = earlier;
  const then = entered ? asFigure(now, entered) : (earlier.figure ?? undefined);
  const [was, is] = [measured(then), measured(now)];
  if (!then || !was || !is) return null;
  const by = is.amount - was.amount;
  const size = Math.abs(by);
  const change = is.isShare
    ? t('statistics_points', { change: signed(number(size, 1), Math.round(by * 10)) })
    : signed(now.unit === 'euros' ? money(size) : number(size), by);
  const before =
    then.value.shape === 'share' ? percent(then.value) : amountText(now.unit, was.amount);
  return {
    change,
    before: t('statistics_before', { value: before, period: shortName(earlier.period) }),
    source: entered?.source ?? '',
  };
}

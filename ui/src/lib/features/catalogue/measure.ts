/** Numbers as people type them: « 1 250,50 », « 12.5 kg ». */
import { numberFormat } from '$lib/locale';

/** None where nothing is typed; `unreadable` where it is not a number, `large` where it is one of another world. */
export type Read = number | null | 'unreadable' | 'large';

const MOST = 10_000_000;

/** In the small unit that the base keeps, of which `factor` make the typed one: 100 cents a euro. */
export function readMeasure(typed: string, factor = 1): Read {
  const text = typed.replace(/\s/g, '').replace(/[^\d.,]+$/, '');
  if (typed.trim() === '') return null;
  const found = /^(\d+)(?:[.,](\d+))?$/.exec(text);
  const decimals = Math.round(Math.log10(factor));
  if (!found || (found[2]?.replace(/0+$/, '').length ?? 0) > decimals) return 'unreadable';
  const value = Number(`${found[1]}.${found[2] ?? '0'}`);
  return value > MOST ? 'large' : Math.round(value * factor);
}

/** As it is typed: « 1250,5 ». */
export function typedMeasure(value: number | null, factor = 1): string {
  if (value === null) return '';
  return numberFormat({
    useGrouping: false,
    maximumFractionDigits: Math.round(Math.log10(factor)),
  }).format(value / factor);
}

/** Days as they are said inside a sentence. */
import type { Period } from '$lib/backend';
import { shortDay } from '$lib/format';
import { isFrench } from '$lib/locale';

/** « 4 » and « 19 mai », « 27 avr. » and « 15 mai »: the month once when both share it. */
export function compact({ from, to }: Period): { from: string; to: string } {
  if (from.slice(0, 7) !== to.slice(0, 7)) return { from: shortDay(from), to: shortDay(to) };
  const first = Number(from.slice(8));
  const said = first === 1 && isFrench() ? '1er' : String(first);
  return { from: said, to: shortDay(to) };
}

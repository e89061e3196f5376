import { shortDay } from '$lib/format';

/** « 30 nov. », « 4 janv. 2027 »: a day for a narrow column, with its year when it is not this one's. */
export function briefDay(iso: string, today: string): string {
  const year = iso.slice(0, 4);
  return year === today.slice(0, 4) ? shortDay(iso) : `${shortDay(iso)}\u00a0${year}`;
}

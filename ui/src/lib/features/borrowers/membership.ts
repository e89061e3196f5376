/** A membership in words. */
import type { Membership } from '$lib/backend';
import { shortDay } from '$lib/format';
import { t } from '$lib/messages';

/** « 1er sept. 2025 »: which day of the week it was does not matter. */
const day = (iso: string) => `${shortDay(iso)} ${iso.slice(0, 4)}`;

export function membershipText({ from, to }: Membership): string {
  if (from && to) return t('borrowers_member_during', { from: day(from), to: day(to) });
  if (from) return t('borrowers_member_since', { from: day(from) });
  return to ? t('borrowers_member_until', { to: day(to) }) : t('borrowers_member_always');
}

/** The latest first. */
export const latestFirst = (memberships: Membership[]): Membership[] =>
  memberships.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''));

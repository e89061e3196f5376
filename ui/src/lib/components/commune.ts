/** Communes as they are typed: without accents, « st » for « saint », or by one of their codes. */
import type { CommuneCard } from '$lib/backend';

export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bst(e?)\b/g, 'saint$1');
}

/** Those of the communes that are what was typed, and not merely begin so. */
export function named(communes: CommuneCard[], typed: string): CommuneCard[] {
  const text = folded(typed);
  if (text === '') return [];
  return communes.filter(
    ({ name, insee, postcodes }) =>
      folded(name) === text || folded(insee) === text || postcodes.includes(typed.trim()),
  );
}

/** The postal code of a commune: its only one, or the one that was typed already; else it is to be chosen. */
export function postcodeOf({ postcodes }: CommuneCard, typed: string[]): string {
  const [only = ''] = postcodes;
  if (postcodes.length < 2) return only;
  return typed.find((text) => postcodes.includes(text)) ?? '';
}

/** The département that a postal code tells, none when it is not one. */
export function departementOf(postcode: string): string {
  const code = postcode.trim();
  if (!/^\d{5}$/.test(code)) return '';
  if (/^9[78]/.test(code)) return code.slice(0, 3);
  if (code.startsWith('20')) return /^20[01]/.test(code) ? '2A' : '2B';
  return code.slice(0, 2);
}

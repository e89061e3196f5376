/** What finds a line again, `2026-051/1`, as it stands in an address and as it is typed. */
import { link } from '$lib/router.svelte';

export const SCREEN = 'satisfaction';

/** A slash would part the address. The number of an imported loan may hold one of its own: only the last one is ours. */
export function toAddress(reference: string): string {
  return reference.replace(/\/([^/]*)$/, '~$1');
}

export function fromAddress(id: string): string {
  return id.replace(/~([^~]*)$/, '/$1');
}

/** Where the questionnaire of a line is. */
export function entryLink(reference: string, params: Record<string, string> = {}): string {
  return link(SCREEN, toAddress(reference), params);
}

/** The line at that place of a loan, counted from nought. */
export function referenceOf(number: string, place: number): string {
  return `${number}/${place + 1}`;
}

/** « MALLEPOSTE 2026-051/1 », as a form is scanned, without its first word. */
export function plain(typed: string): string {
  return typed.trim().replace(/^malleposte\s+/i, '');
}

/** Whether what was typed means a line rather than a word to look for. */
export function isReference(typed: string): boolean {
  return /^malleposte\s/i.test(typed.trim()) || /^\d[\p{L}\d./-]*$/u.test(plain(typed));
}

/** What `Ctrl P` prints, by screen. */
import { openAgreement } from './backend';
import { failed } from './operations';
import type { Route } from './router.svelte';

export function canPrint({ screen, id }: Route): boolean {
  return screen === 'planning' || (screen === 'dossiers' && id !== '');
}

let isOpening = false;

/** The agreement of a loan, as the PDF that it is sent as; the planning, by its own button. */
export async function print({ screen, id }: Route): Promise<void> {
  if (screen === 'planning') {
    document.querySelector<HTMLElement>('[data-print]')?.click();
    return;
  }
  if (isOpening) return;
  isOpening = true;
  try {
    await openAgreement(id);
  } catch (error) {
    failed(error);
  }
  isOpening = false;
}

/** What bits-ui's combobox leaves to do where the choices come from the program and arrive after the key. */
import { tick } from 'svelte';

/** New choices have come: the first one is highlighted, so that Entrée takes it. */
export function highlightFirst(input: HTMLInputElement | null): void {
  void tick().then(() => input?.dispatchEvent(new Event('input', { bubbles: true })));
}

/** Entrée must not take a choice of the search before. */
export function waitsForChoices(event: KeyboardEvent, isOld: boolean): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !isOld) return;
  event.preventDefault();
  event.stopPropagation();
}

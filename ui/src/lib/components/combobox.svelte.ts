/** What bits-ui's combobox leaves to do where the choices come from the program and arrive after the key. */
import { tick, untrack } from 'svelte';

interface Asked {
  /** The field that is typed in. */
  input: () => HTMLInputElement | null;
  /** Whether the list is open, and its first choice is to be taken by Entrée. */
  isOpen: () => boolean;
  /** The choices shown. */
  choices: () => unknown;
  /** Where they come from. */
  query: { isPending: boolean; isPlaceholderData: boolean };
}

/**
 * Highlights the first choice whenever new ones have come, so that Entrée takes it; an Entrée pressed before they came,
 * as a quick hand does, takes it when they do, and never a choice of the search before. Answers what the field does with
 * a key before the combobox sees it.
 */
export function awaitChoices({ input, isOpen, choices, query }: Asked) {
  let isEntered = false;
  const isOld = () => query.isPending || query.isPlaceholderData;

  $effect(() => {
    choices();
    if (isOld()) return;
    if (untrack(isOpen)) void came();
    else isEntered = false;
  });

  async function came() {
    await tick();
    input()?.dispatchEvent(new Event('input', { bubbles: true }));
    if (!isEntered) return;
    isEntered = false;
    // The combobox highlights one tick after the input.
    await tick();
    await tick();
    input()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }

  function isHighlighted(): boolean {
    const id = input()?.getAttribute('aria-activedescendant');
    return id ? document.getElementById(id) !== null : false;
  }

  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter') {
      isEntered = false;
      return;
    }
    if (!event.isTrusted || event.ctrlKey || event.metaKey || !isOpen()) return;
    if (!isOld() && isHighlighted()) return;
    isEntered = isOld();
    event.preventDefault();
    event.stopPropagation();
  };
}

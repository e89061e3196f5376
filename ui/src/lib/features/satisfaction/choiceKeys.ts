/** The keys that choose: 1 to 9, then letters. */

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** The keys of so many choices, in their order; a choice beyond them has none. */
export const CHOICE_KEYS = [...DIGITS, ...LETTERS];

/** Yes and no, by their first letters. */
export function yesNoKeys(language: string): [yes: string, no: string] {
  return language.startsWith('fr') ? ['o', 'n'] : ['y', 'n'];
}

interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * The key that was pressed, as it stands beside a choice; none for a key that chooses nothing. The digits above the
 * letters count without Maj too: on a French keyboard they write « & », « é », « " »…
 */
export function pressedKey({ key, code, ctrlKey, metaKey, altKey }: Pressed): string | null {
  if (ctrlKey || metaKey || altKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit) return digit;
  return /^[1-9a-z]$/i.test(key) ? key.toLowerCase() : null;
}

/** What stands on the keys of this computer's keyboard. */
import { t, type Key } from './messages';

export const isMac = typeof navigator !== 'undefined' && /Mac|iPad/.test(navigator.platform);

const NAMES: Record<string, Key> = {
  Ctrl: 'key_ctrl',
  Shift: 'key_shift',
  Enter: 'key_enter',
  Escape: 'key_escape',
};
const MAC: Record<string, string> = { Ctrl: '⌘', Shift: '⇧' };

function keyName(key: string): string {
  const onMac = isMac ? MAC[key] : undefined;
  const name = NAMES[key];
  return onMac ?? (name ? t(name) : key);
}

/** « Ctrl Maj N », on a Mac « ⌘ ⇧ N ». */
export function keyNames(keys: string[]): string {
  return keys.map(keyName).join(' ');
}

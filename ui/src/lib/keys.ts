/** Keys that work on every screen. Single letters are inactive while one types, and when they are switched off. */
import { isMac } from './keyNames';
import { platformMenu } from './menu.svelte';
import { takeBack } from './operations';
import { canPrint, print } from './print';
import { link, router } from './router.svelte';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** In a menu, letters go to the entry that they begin. */
function isInMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"], [role="listbox"]') !== null;
}

const inDialog = () => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
const inPalette = () => document.querySelector('[data-palette]') !== null;
const areLettersOn = () => localStorage.getItem('singleLetters') !== 'off';

function isPlainLetter(event: KeyboardEvent): boolean {
  return (
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !isTyping(event.target) &&
    !isInMenu(event.target) &&
    !inDialog() &&
    areLettersOn()
  );
}

/** How long G waits for the letter of a screen. */
const LEADER_MILLISECONDS = 2000;

const SCREENS: Record<string, string> = {
  a: 'aujourdhui',
  p: 'planning',
  c: 'catalogue',
  d: 'dossiers',
  e: 'emprunteurs',
  s: 'statistiques',
  q: 'satisfaction',
};

export function listen(actions: {
  showKeys: () => void;
  showPalette: () => void;
  foldSidebar: () => void;
}): () => void {
  let leaderAt = -Infinity;

  /** The letter after G, before a screen takes it for its own: D moves a bar of the planning. */
  function followed(event: KeyboardEvent): void {
    if (event.key === 'Shift') return;
    const isLed = event.timeStamp - leaderAt < LEADER_MILLISECONDS;
    leaderAt = -Infinity;
    const screen = SCREENS[event.key.toLowerCase()];
    if (!isLed || !screen || !isPlainLetter(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    router.go(link(screen));
  }

  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const isPlain = isPlainLetter(event);
    const done = event.key === 'F10' ? menu(event) : isPlain ? letter(event) : combination(event);
    if (done) event.preventDefault();
  }

  /** Shift F10 is the menu of what has the focus: not this one. */
  function menu(event: KeyboardEvent): boolean {
    if (isMac || event.shiftKey || event.ctrlKey || event.altKey) return false;
    platformMenu.set(!platformMenu.isShown);
    return true;
  }

  function combination(event: KeyboardEvent): boolean {
    const isControl = (isMac ? event.metaKey : event.ctrlKey) && !event.altKey;
    if (!isControl) return false;
    const key = event.key.toLowerCase();
    if (key === 'k' && (!inDialog() || inPalette())) actions.showPalette();
    else if (inDialog()) return false;
    else if (key === 'z' && !event.shiftKey && !isTyping(event.target)) void takeBack(null);
    else if (key === 'b') actions.foldSidebar();
    else if (key === 'n' && event.shiftKey) router.go(link('ressource'));
    else if (key === 'p' && canPrint(router.route)) void print(router.route);
    else return false;
    return true;
  }

  function letter(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase();
    if (key === 'g') leaderAt = event.timeStamp;
    else if (key === 'n') router.go(link('reservation'));
    // On the planning, T brings today into view.
    else if (key === 't' && router.route.screen !== 'planning') router.go(link('aujourdhui'));
    else if (key === '?') actions.showKeys();
    else if (key === '/') document.querySelector<HTMLInputElement>('[data-search]')?.focus();
    else return false;
    return true;
  }

  window.addEventListener('keydown', followed, { capture: true });
  window.addEventListener('keydown', pressed);
  return () => {
    window.removeEventListener('keydown', followed, { capture: true });
    window.removeEventListener('keydown', pressed);
  };
}

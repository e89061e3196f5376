/** Keys that work on every screen. Single letters are inactive while one types. */
import { takeBack } from './operations';
import { link, router } from './router.svelte';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

const inDialog = () => document.querySelector('[role="dialog"]') !== null;

/** How long G waits for the letter of a screen. */
const LEADER_MILLISECONDS = 2000;

const SCREENS: Record<string, string> = { a: 'aujourdhui', c: 'catalogue', d: 'dossiers' };

export function listen(actions: { showKeys: () => void }): () => void {
  let leaderAt = -Infinity;

  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const typing = isTyping(event.target);
    if ((event.ctrlKey || event.metaKey) && key === 'z' && !event.shiftKey && !typing) {
      if (inDialog()) return;
      event.preventDefault();
      void takeBack(null);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (inDialog()) return;

    const screen = SCREENS[key];
    if (screen && event.timeStamp - leaderAt < LEADER_MILLISECONDS) router.go(link(screen));
    else if (key === 'n') router.go(link('reservation'));
    else if (key === 't') router.go(link('aujourdhui'));
    else if (key === '?') actions.showKeys();
    else if (key === '/') document.querySelector<HTMLInputElement>('[data-search]')?.focus();
    else {
      leaderAt = key === 'g' ? event.timeStamp : -Infinity;
      return;
    }
    leaderAt = -Infinity;
    event.preventDefault();
  }

  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}

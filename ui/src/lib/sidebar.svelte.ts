/** Whether the sidebar is folded to a rail: this computer's choice, kept apart for the planning and for narrow windows. */

type Place = 'planning' | 'narrow' | 'wide';

/** Below this the full sidebar would take a third of the window, as it does at 200 % zoom. */
const NARROW = '(max-width: 999px)';

function kept(place: Place): boolean {
  const choice =
    typeof localStorage === 'undefined' ? null : localStorage.getItem(`sidebar-${place}`);
  return choice === null ? place !== 'wide' : choice === 'rail';
}

class Sidebar {
  private isNarrow = $state(false);
  private folded = $state<Record<Place, boolean>>({
    planning: kept('planning'),
    narrow: kept('narrow'),
    wide: kept('wide'),
  });

  /** Follows the width of the window. */
  start(): () => void {
    const narrow = window.matchMedia(NARROW);
    const follow = () => (this.isNarrow = narrow.matches);
    follow();
    narrow.addEventListener('change', follow);
    return () => narrow.removeEventListener('change', follow);
  }

  private place(screen: string): Place {
    if (this.isNarrow) return 'narrow';
    return screen === 'planning' ? 'planning' : 'wide';
  }

  isRail(screen: string): boolean {
    return this.folded[this.place(screen)];
  }

  fold(screen: string): void {
    const place = this.place(screen);
    this.folded[place] = !this.folded[place];
    localStorage.setItem(`sidebar-${place}`, this.folded[place] ? 'rail' : 'wide');
  }
}

export const sidebar = new Sidebar();

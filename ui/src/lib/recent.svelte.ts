/** The files looked at since the window opened, the latest first. */
import type { Route } from './router.svelte';

export interface Place {
  screen: string;
  /** Code or number. */
  id: string;
  title: string;
}

const MOST = 6;
const FILES = ['dossiers', 'catalogue', 'emprunteurs'];

class Recent {
  places = $state.raw<Place[]>([]);

  visit({ screen, id }: Route, title: string): void {
    if (!id || !FILES.includes(screen)) return;
    const others = this.places.filter((place) => place.screen !== screen || place.id !== id);
    this.places = [{ screen, id, title }, ...others].slice(0, MOST);
  }
}

export const recent = new Recent();

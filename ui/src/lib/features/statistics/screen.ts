/** What every part of the screen shares: the figures read, and the way to the list behind one. */
import { createContext } from 'svelte';
import type { Side } from '$lib/backend';
import type { Address } from './address';
import type { Reading } from './reading';

export interface Screen {
  readonly reading: Reading;
  readonly address: Address;
  /** Opens the list behind a figure, or behind a group of it. */
  open: (key: string, group?: string | null, side?: Side) => void;
  /** Opens the figures entered by hand. */
  enterPast: () => void;
}

export const [useScreen, provideScreen] = createContext<Screen>();

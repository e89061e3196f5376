/** What must outlive the screen of the settings: what was typed and not saved, and the clashes still to settle. */
import type { LineCard } from '$lib/backend';
import type { Typed } from './form';

export interface Draft {
  /** When, ISO. */
  at: string;
  typed: Typed;
}

const PREFIX = 'settings-draft:';
/** The browser may refuse to keep anything. */
const here = new Map<string, string>();

/** A draft is of one base: the demonstration has settings of its own. */
export function draftOf(path: string): Draft | null {
  const text = here.get(path) ?? sessionStorage.getItem(PREFIX + path);
  return text ? (JSON.parse(text) as Draft) : null;
}

export function keepDraft(path: string, typed: Typed): void {
  const text = JSON.stringify({ at: new Date().toISOString(), typed } satisfies Draft);
  here.set(path, text);
  try {
    // Another language draws the window anew.
    sessionStorage.setItem(PREFIX + path, text);
  } catch {
    // It is kept as long as the page is.
  }
}

export function dropDraft(path: string): void {
  here.delete(path);
  sessionStorage.removeItem(PREFIX + path);
}

class Clashes {
  /** Lines that the last settings made clash: the list is there again when one comes back from a loan. */
  lines = $state.raw<LineCard[]>([]);
  private base = '';

  found(base: string, lines: LineCard[]): void {
    this.base = base;
    this.lines = lines;
  }

  of(base: string): LineCard[] {
    return base === this.base ? this.lines : [];
  }
}

export const clashes = new Clashes();

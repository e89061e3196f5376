/** What was typed of a resource and not saved: it is offered again until the window is closed. */
import type { Typed } from './form';

export interface Draft {
  /** When, ISO. */
  at: string;
  typed: Typed;
  /** What the form was made from; none of a new resource. */
  basedOn: string | null;
}

const PREFIX = 'resource-draft:';
/** The browser may refuse to keep anything. */
const here = new Map<string, string>();

export function draftOf(name: string): Draft | null {
  const text = here.get(name) ?? sessionStorage.getItem(PREFIX + name);
  return text ? (JSON.parse(text) as Draft) : null;
}

export function keepDraft(name: string, typed: Typed, basedOn: string | null): void {
  const text = JSON.stringify({ at: new Date().toISOString(), typed, basedOn } satisfies Draft);
  here.set(name, text);
  try {
    sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // It is kept as long as the page is.
  }
}

export function dropDraft(name: string): void {
  here.delete(name);
  sessionStorage.removeItem(PREFIX + name);
}

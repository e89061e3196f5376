/** Answers typed and not saved: they are there again until the window is closed. */
import { SvelteMap } from 'svelte/reactivity';
import type { Typed } from './answers';

export interface Draft {
  /** When, ISO. */
  at: string;
  typed: Typed;
}

const PLACE = 'questionnaire-drafts';

function kept(): [string, Draft][] {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? '[]') as [string, Draft][];
  } catch {
    return [];
  }
}

class Drafts {
  private all = new SvelteMap<string, Draft>(kept());

  /** A draft is of one base: the demonstration has loans of the same numbers. */
  private key = (base: string, reference: string) => `${base}\n${reference}`;

  of(base: string, reference: string): Draft | null {
    return this.all.get(this.key(base, reference)) ?? null;
  }

  keep(base: string, reference: string, typed: Typed): void {
    this.all.set(this.key(base, reference), { at: new Date().toISOString(), typed });
    this.store();
  }

  drop(base: string, reference: string): void {
    if (this.all.delete(this.key(base, reference))) this.store();
  }

  private store(): void {
    try {
      // Another language draws the window anew.
      sessionStorage.setItem(PLACE, JSON.stringify([...this.all]));
    } catch {
      // The browser may refuse to keep anything: they stay as long as the page does.
    }
  }
}

export const drafts = new Drafts();

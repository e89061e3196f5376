/** The catalogue as it was last looked at: a sheet leads back to it, and to the resource before and after. */
import { catalogue } from '$lib/backend';
import { link } from '$lib/router.svelte';
import { fromParams, toQuery } from './filters';

class Shelf {
  /** Its address, filters included. */
  address = $state(link('catalogue'));
  /** How far it was scrolled, in pixels. */
  scrolled = 0;
  /** The codes of what it showed, in that order. */
  codes = $state.raw<string[]>([]);

  /** Whether a resource stands before or after this one; of what was not looked at it is not known, and may be. */
  hasNeighbour(code: string, step: -1 | 1): boolean {
    const at = this.codes.indexOf(code);
    return at < 0 || this.codes[at + step] !== undefined;
  }

  /** The code of the resource before or after this one. */
  async neighbour(code: string, step: -1 | 1): Promise<string | null> {
    if (!this.codes.includes(code)) {
      const { resources } = await catalogue(toQuery(fromParams(new URLSearchParams())));
      this.codes = resources.map((resource) => resource.code);
      this.address = link('catalogue');
    }
    return this.codes[this.codes.indexOf(code) + step] ?? null;
  }
}

export const shelf = new Shelf();

/** A list that scrolls: what of it is in sight, where it was left, and how its keys move in it. */
import { tick, untrack } from 'svelte';
import { shelf } from './shelf.svelte';
import {
  Reach,
  rowsInSight,
  scrollTo,
  stepped,
  type Rows,
  type Sight,
} from '$lib/windowing.svelte';

/** How the items of a list are laid out. */
export interface Layout {
  count: number;
  columns: number;
  /** Height of a row, pixels. */
  row: number;
  /** Height of what stays above them, pixels. */
  header: number;
}

export class Pane {
  element = $state<HTMLElement>();
  scrolled = $state(0);
  height = $state(0);
  width = $state(0);
  private readonly reached: Reach;

  /** Another address begins at the top; the one that was left last, where it was left. */
  constructor(
    address: () => string,
    private readonly layout: () => Layout,
  ) {
    this.reached = new Reach(() => ({
      items: layout().count,
      rows: this.rows,
      row: layout().row,
    }));
    let isFirst = true;
    $effect(() => {
      const { element } = this;
      const here = address();
      if (!element) return;
      untrack(() => {
        element.scrollTop = isFirst && shelf.address === here ? shelf.scrolled : 0;
        isFirst = false;
        this.follow();
        shelf.address = here;
      });
    });
    $effect(() => {
      const { element } = this;
      const pressed = (event: KeyboardEvent) => this.pressed(event);
      element?.addEventListener('keydown', pressed);
      return () => element?.removeEventListener('keydown', pressed);
    });
  }

  follow(): void {
    this.scrolled = this.element?.scrollTop ?? 0;
    shelf.scrolled = this.scrolled;
  }

  private sight(row: number): Sight {
    return { row, scrolled: this.scrolled, height: this.height };
  }

  private get rows(): number {
    const { count, columns } = this.layout();
    return Math.ceil(count / columns);
  }

  /** The rows that are drawn. */
  get range(): Rows {
    return rowsInSight(this.rows, this.sight(this.layout().row), this.reached.pixels);
  }

  /** The focus goes to an item, which may not be drawn yet. */
  private async reach(at: number, control: string): Promise<void> {
    const { element } = this;
    if (!element) return;
    const { columns, row, header } = this.layout();
    element.scrollTop = scrollTo(Math.floor(at / columns), this.sight(row), header);
    this.follow();
    await tick();
    const item = element.querySelector(`[data-at="${at}"]`);
    item?.querySelector<HTMLElement>(control)?.focus({ preventScroll: true });
  }

  /** Arrows move from one item to another. */
  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const item = target?.closest<HTMLElement>('[data-at]');
    if (!target || !item) return;
    const { count, columns, row, header } = this.layout();
    const page = Math.max(1, Math.floor((this.height - header) / row) - 1);
    const to = stepped(event.key, Number(item.dataset['at']), count, columns, page);
    if (to === null) return;
    event.preventDefault();
    void this.reach(to, target.matches('input') ? 'input' : 'a');
  }
}

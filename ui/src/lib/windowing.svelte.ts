/** Of thousands of rows of one height, those in sight and a few around are drawn. */
import { Gradually } from './gradually.svelte';

/** Up to this many everything is drawn in the end, and scrolls without drawing. */
const ALL_UNDER = 200;
/** Pixels drawn beyond what is in sight, above and below; and how many more at each step. */
const AROUND = 600;

export interface Sight {
  /** Of one row, with the space under it. */
  row: number;
  scrolled: number;
  height: number;
}

export interface Rows {
  from: number;
  /** After the last one. */
  to: number;
}

/** What is drawn, `reach` pixels above and below what is in sight. */
export function rowsInSight(
  count: number,
  { row, scrolled, height }: Sight,
  reach: number = Infinity,
): Rows {
  const around = Math.ceil(reach / row);
  const last = Math.max(0, count - Math.ceil(height / row));
  const first = Math.min(Math.floor(scrolled / row), last);
  return {
    from: Math.max(0, first - around),
    to: Math.min(count, first + Math.ceil(height / row) + around),
  };
}

/**
 * How far around what is in sight a list is drawn: nothing at first, so that it is seen at once, then a little more at
 * each step; a short list until it is whole.
 */
export class Reach {
  private readonly steps: Gradually;

  constructor(layout: () => { items: number; rows: number; row: number }) {
    this.steps = new Gradually(() => {
      const { items, rows, row } = layout();
      return Math.ceil((items <= ALL_UNDER ? rows * row : AROUND) / AROUND);
    });
  }

  get pixels(): number {
    return this.steps.done * AROUND;
  }
}

/** How far to scroll for a row to be in sight, under a header that stays; as it is when it is already. */
export function scrollTo(at: number, { row, scrolled, height }: Sight, header = 0): number {
  const top = at * row;
  if (top < scrolled) return top;
  return Math.max(scrolled, top + row + header - height);
}

/** Where an arrow leads from one of these items, laid out in columns; none when it is not one of these keys. */
export function stepped(
  key: string,
  at: number,
  count: number,
  columns: number,
  page: number,
): number | null {
  const steps: Record<string, number> = {
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * page,
    PageDown: columns * page,
    Home: -at,
    End: count - 1 - at,
    ...(columns > 1 ? { ArrowLeft: -1, ArrowRight: 1 } : {}),
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  const to = at + step;
  // An arrow at the edge stays; a page goes to the edge.
  if (key.startsWith('Arrow')) return to < 0 || to >= count ? at : to;
  return Math.min(Math.max(to, 0), count - 1);
}

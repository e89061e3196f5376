/** One bar, column or segment: what is drawn, what is written beside it, what a reader hears. */
export interface Mark {
  key: string;
  label: string;
  /** Under the label, smaller. */
  note?: string;
  /** What its length is. */
  value: number;
  /** What is written at its end. */
  text: string;
  /** « Collèges : 27 sorties sur 109, 25 % » */
  name: string;
  /** The cells of its row, where the chart is shown as a table. */
  cells: string[];
  /** Drawn darker: the one that the chart is about. */
  strong?: boolean;
  open?: () => void;
}

/** A chart as a table. */
export interface ChartTable {
  head: string[];
  rows: { key: string; label: string; cells: string[]; open?: (() => void) | undefined }[];
}

export function tableOf(head: string[], marks: Mark[]): ChartTable {
  return {
    head,
    rows: marks.map(({ key, label, cells, open }) => ({ key, label, cells, open })),
  };
}

/** The figures of a period, read by their names. What the program does not count is zero here, and is not shown. */
import type { Figure, Figures, Group, PastFigure, Period, Rank } from '$lib/backend';

export interface Fraction {
  numerator: number;
  denominator: number;
  decimals: number;
}

/** A figure of an earlier period, and where it comes from when it was entered by hand. */
export interface Earlier {
  period: Period;
  figure: Figure | null;
  entered: PastFigure | null;
}

export class Reading {
  private readonly byKey: Map<string, Figure>;

  constructor(readonly answer: Figures) {
    this.byKey = new Map(answer.figures.map((figure) => [figure.key, figure]));
  }

  figure(key: string): Figure | undefined {
    return this.byKey.get(key);
  }

  count(key: string): number {
    const value = this.byKey.get(key)?.value;
    if (value?.shape === 'count') return value.value;
    return value?.shape === 'money' ? value.cents : 0;
  }

  /** A share or a mean; none when there is nothing to take it of. */
  fraction(key: string): Fraction | null {
    const value = this.byKey.get(key)?.value;
    if (value?.shape !== 'share' && value?.shape !== 'mean') return null;
    if (value.denominator === 0) return null;
    return { decimals: 0, ...value };
  }

  groups(key: string): Group[] {
    const value = this.byKey.get(key)?.value;
    return value?.shape === 'groups' ? value.groups : [];
  }

  ranks(key: string): Rank[] {
    const value = this.byKey.get(key)?.value;
    return value?.shape === 'ranking' ? value.ranks : [];
  }

  /** The same days of the year before, or of two before. */
  earlier(key: string, years: number): Earlier | null {
    const points = this.answer.evolution;
    const point = points[points.length - 1 - years];
    if (!point) return null;
    return {
      period: point.period,
      figure: point.figures.find((figure) => figure.key === key) ?? null,
      entered: point.entered.find((past) => past.key === key) ?? null,
    };
  }

  /** What questionnaires tell is unknown, and not zero, where none came back. */
  isKnown(key: string): boolean {
    const figure = this.byKey.get(key);
    if (!figure) return false;
    const isAnswered = this.count('questionnaires') > 0;
    const asksAnswers = figure.unit === 'people' || figure.chapter === 'satisfaction';
    return isAnswered || !asksAnswers;
  }

  departement(code: string): string | undefined {
    return this.answer.map.departements.find((outline) => outline.code === code)?.name;
  }

  /** Whether no day of the period is still to come. */
  get isOver(): boolean {
    return this.answer.today >= this.answer.period.to;
  }

  /** Whether nothing moved nor was asked for in the period. */
  get isEmpty(): boolean {
    return (
      this.count('lines_total') === 0 &&
      this.count('days_out_total') === 0 &&
      this.count('loans_effective') === 0
    );
  }
}

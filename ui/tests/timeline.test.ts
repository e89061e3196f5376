import { describe, expect, it } from 'vitest';
import type { LineCard } from '../src/lib/backend';
import {
  barSpans,
  lengthOf,
  lentDays,
  monthMarks,
  shortCommune,
  spaced,
  spanOf,
  stacked,
  weekMarks,
} from '../src/lib/timeline';

/** Ten weeks and two days short of the hundred: percents are days. */
const HUNDRED = { from: '2026-03-23', to: '2026-06-30' };

function line(changed: Partial<LineCard> = {}): LineCard {
  return {
    id: 'line',
    number: '2026-001',
    code: 'EXP-001',
    title: 'Super espèces : la vie extraordinaire',
    short_name: 'Super espèces',
    kind: 'exhibition',
    borrower: 'École Charles-Robin',
    commune: 'Bourg-en-Bresse',
    state: 'confirmed',
    quantity: 1,
    planned: { from: '2026-04-02', to: '2026-04-11' },
    departed_on: null,
    returned_on: null,
    option_until: null,
    late_days: 0,
    missed: false,
    busy_from: '2026-04-01',
    busy_to: '2026-04-14',
    ...changed,
  };
}

describe('days on a timeline', () => {
  it('counts both ends', () => {
    expect(lengthOf(HUNDRED)).toBe(100);
    expect(lengthOf({ from: '2026-05-04', to: '2026-05-04' })).toBe(1);
  });

  it('does not lose an hour when the clocks change', () => {
    expect(lengthOf({ from: '2026-03-28', to: '2026-03-30' })).toBe(3);
    expect(lengthOf({ from: '2026-10-24', to: '2026-10-26' })).toBe(3);
  });

  it('places days in percent', () => {
    expect(spanOf({ from: '2026-03-24', to: '2026-03-25' }, HUNDRED)).toEqual({
      left: 1,
      width: 2,
    });
  });

  it('cuts at the edges and leaves out what is outside', () => {
    expect(spanOf({ from: '2026-01-01', to: '2026-03-24' }, HUNDRED)).toEqual({
      left: 0,
      width: 2,
    });
    expect(spanOf({ from: '2026-06-30', to: '2026-12-31' }, HUNDRED)).toEqual({
      left: 99,
      width: 1,
    });
    expect(spanOf({ from: '2026-07-01', to: '2026-07-02' }, HUNDRED)).toBeNull();
    expect(spanOf({ from: '2026-03-01', to: '2026-03-22' }, HUNDRED)).toBeNull();
  });
});

describe('a bar', () => {
  it('stands between its buffers', () => {
    expect(barSpans(line(), HUNDRED, '2026-03-26')).toEqual({
      before: { left: 9, width: 1 },
      body: { left: 10, width: 10 },
      after: { left: 20, width: 3 },
      late: null,
    });
  });

  it('follows the actual days once they are known', () => {
    const back = line({
      state: 'returned',
      departed_on: '2026-04-03',
      returned_on: '2026-04-13',
    });
    expect(lentDays(back)).toEqual({ from: '2026-04-03', to: '2026-04-13' });
  });

  it('never ends before it starts when a loan leaves after its planned return', () => {
    const odd = line({ state: 'out', departed_on: '2026-04-15', late_days: 5 });
    expect(lentDays(odd)).toEqual({ from: '2026-04-15', to: '2026-04-15' });
  });

  it('runs on to today when it is late, its buffer after that', () => {
    const late = line({
      state: 'out',
      departed_on: '2026-04-02',
      late_days: 6,
      busy_to: '2026-04-21',
    });
    expect(barSpans(late, HUNDRED, '2026-04-17')).toEqual({
      before: { left: 9, width: 1 },
      body: { left: 10, width: 10 },
      late: { left: 20, width: 6 },
      after: { left: 26, width: 4 },
    });
  });

  it('has no buffer when it takes nothing', () => {
    const asked = line({ state: 'request', busy_from: null, busy_to: null });
    const spans = barSpans(asked, HUNDRED, '2026-03-26');
    expect([spans.before, spans.after]).toEqual([null, null]);
    expect(spans.body).not.toBeNull();
  });

  it('keeps its overrun when its planned days are before the window', () => {
    const late = line({
      state: 'out',
      planned: { from: '2026-03-02', to: '2026-03-20' },
      departed_on: '2026-03-02',
      late_days: 5,
      busy_from: '2026-02-27',
      busy_to: '2026-03-27',
    });
    const spans = barSpans(late, HUNDRED, '2026-03-25');
    expect(spans.body).toBeNull();
    expect(spans.late).toEqual({ left: 0, width: 3 });
  });
});

describe('rows', () => {
  const april = { from: '2026-04-02', to: '2026-04-11' };
  const rowsOf = (lines: LineCard[]) =>
    Object.fromEntries(stacked(lines, '2026-03-26').map(({ line, row }) => [line.id, row]));

  it('puts on one row what follows', () => {
    const later = { from: '2026-04-15', to: '2026-04-20' };
    expect(
      rowsOf([
        line({ id: 'b', planned: later, busy_from: '2026-04-14', busy_to: null }),
        line({ id: 'a' }),
      ]),
    ).toEqual({ a: 0, b: 0 });
  });

  it('puts on several rows what shares days, requests below', () => {
    expect(
      rowsOf([
        line({ id: 'asked', state: 'request', planned: { from: '2026-04-01', to: '2026-04-03' } }),
        line({ id: 'one', planned: april }),
        line({ id: 'two', planned: april }),
      ]),
    ).toEqual({ one: 0, two: 1, asked: 2 });
  });

  it('lets a request stand beside what is booked on other days', () => {
    expect(
      rowsOf([
        line({ id: 'booked' }),
        line({
          id: 'asked',
          state: 'request',
          planned: { from: '2026-03-25', to: '2026-03-27' },
          busy_from: null,
          busy_to: null,
        }),
      ]),
    ).toEqual({ booked: 0, asked: 0 });
  });
});

describe('an axis', () => {
  it('marks months, over a year’s end too', () => {
    const winter = { from: '2026-11-16', to: '2027-01-31' };
    expect(monthMarks(winter).map(({ on }) => on)).toEqual([
      '2026-11-16',
      '2026-12-01',
      '2027-01-01',
    ]);
    expect(monthMarks(HUNDRED)[1]).toEqual({ on: '2026-04-01', left: 9 });
  });

  it('marks Mondays', () => {
    const marks = weekMarks({ from: '2026-05-06', to: '2026-05-20' });
    expect(marks.map(({ on, week }) => [on, week])).toEqual([
      ['2026-05-11', 20],
      ['2026-05-18', 21],
    ]);
    expect(weekMarks({ from: '2026-05-11', to: '2026-05-11' })).toHaveLength(1);
  });

  it('writes only labels that have room', () => {
    const marks = [0, 2, 10].map((left) => ({ on: '', left }));
    expect(spaced(marks, 5).map(({ left }) => left)).toEqual([2, 10]);
    const tight = [0, 3, 6, 9, 97].map((left) => ({ on: '', left }));
    expect(spaced(tight, 5).map(({ left }) => left)).toEqual([3, 9]);
  });
});

describe('a commune', () => {
  it('shrinks with its bar', () => {
    expect(shortCommune('Bourg-en-Bresse', 20)).toBe('Bourg-en-Bresse');
    expect(shortCommune('Bourg-en-Bresse', 8)).toBe('Bourg');
    expect(shortCommune('Bourg-en-Bresse', 3)).toBe('');
    expect(shortCommune('Saint-Omer', 8)).toBe('St-Omer');
    expect(shortCommune('Sainte-Menehould', 14)).toBe('Ste-Menehould');
    expect(shortCommune('La Chapelle-sur-Erdre', 12)).toBe('La Chapelle');
    expect(shortCommune('', 12)).toBe('');
  });
});

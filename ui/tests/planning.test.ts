import { describe, expect, it } from 'vitest';
import type { Planning, PlanningBar, PlanningRow } from '../src/lib/backend';
import {
  between,
  dayAt,
  drawnOver,
  GROUP,
  gripsOf,
  heightOf,
  labelFor,
  labelled,
  LANE,
  linesOf,
  listedOf,
  moved,
  nearest,
  ROW,
  rules,
  shared,
  stripes,
  takenOf,
  topsOf,
  visible,
} from '../src/lib/features/planning/layout';
import {
  fromParams,
  isFiltered,
  mondayOf,
  periodOf,
  shifted,
  toParams,
  toQuery,
  usualStart,
} from '../src/lib/features/planning/view';
import { days, holidayName, reasonOf, title } from '../src/lib/features/planning/words';

const TODAY = '2026-03-26';
const WINDOW = { from: '2026-03-16', to: '2026-05-10' };

function bar(changed: Partial<PlanningBar> = {}): PlanningBar {
  return {
    id: 'bar',
    number: '2026-042',
    borrower: 'Collège La Sidoine',
    commune: 'Trévoux',
    state: 'confirmed',
    quantity: 1,
    planned: { from: '2026-03-30', to: '2026-04-17' },
    departed_on: null,
    returned_on: null,
    late_days: 0,
    missed: false,
    busy_from: '2026-03-27',
    busy_to: '2026-04-21',
    ...changed,
  };
}

function row(changed: Partial<PlanningRow> = {}): PlanningRow {
  return {
    id: 'row',
    code: 'EXP-001',
    title: 'Super espèces : la vie',
    short_name: 'Super espèces',
    capacity: 1,
    buffers: { before: 1, after: 2 },
    bars: [],
    holds: [],
    ...changed,
  };
}

function planning(rows: PlanningRow[][]): Planning {
  return {
    today: TODAY,
    period: WINDOW,
    total: 91,
    groups: rows.map((some, at) => ({
      kind: null,
      form: null,
      label: `groupe ${at}`,
      rows: some,
    })),
    holidays: [],
    zone: 'A',
    school_holidays: [],
    closures: [],
    kinds: [],
    themes: [],
    communes: [],
  };
}

const period = (from: string, to: string) => ({ from: `2026-${from}`, to: `2026-${to}` });
const lanesOf = (one: PlanningRow) =>
  Object.fromEntries(takenOf(one, TODAY).map(({ id, lane }) => [id, lane]));

describe('the lanes of a row', () => {
  it('keeps what follows on one lane', () => {
    const later = bar({
      id: 'later',
      planned: period('04-27', '05-08'),
      busy_from: '2026-04-24',
      busy_to: '2026-05-12',
    });
    expect(lanesOf(row({ bars: [later, bar()] }))).toEqual({ bar: 0, later: 0 });
  });

  it('stacks what shares days, what takes nothing below', () => {
    const asked = bar({ id: 'asked', state: 'request', busy_from: null, busy_to: null });
    expect(lanesOf(row({ bars: [asked, bar()] }))).toEqual({ bar: 0, asked: 1 });
  });

  it('keeps the units of a resource apart, buffers included', () => {
    const next = bar({ id: 'next', planned: period('04-18', '04-30'), busy_from: '2026-04-16' });
    expect(lanesOf(row({ capacity: 3, bars: [bar(), next] }))).toEqual({ bar: 0, next: 1 });
    expect(lanesOf(row({ capacity: 1, bars: [bar(), next] }))).toEqual({ bar: 0, next: 0 });
  });

  it('makes room for what the centre holds', () => {
    const hold = {
      id: 'hold',
      kind: 'maintenance' as const,
      label: 'Module 3',
      quantity: 1,
      period: period('04-13', '04-14'),
    };
    expect(lanesOf(row({ bars: [bar()], holds: [hold] }))).toEqual({ bar: 0, hold: 1 });
  });

  it('never draws a buffer over a bar or over another buffer', () => {
    const late = bar({
      id: 'late',
      state: 'out',
      planned: period('03-02', '03-20'),
      departed_on: '2026-03-02',
      late_days: 6,
      busy_from: '2026-02-27',
      busy_to: '2026-03-31',
    });
    const [first, second] = takenOf(row({ bars: [late, bar()] }), TODAY);
    expect(first?.days.late).toEqual(period('03-21', '03-26'));
    expect(first?.days.after).toEqual(period('03-27', '03-29'));
    expect(second?.days.before).toBeNull();
  });
});

describe('rows under each other', () => {
  it('grow with their lanes', () => {
    expect(heightOf([])).toBe(ROW);
    expect(heightOf(takenOf(row({ bars: [bar(), bar({ id: 'other' })] }), TODAY))).toBe(ROW + LANE);
  });

  it('come after the header of their group, unless it is folded', () => {
    const shown = planning([[row({ id: 'a' }), row({ id: 'b' })], [row({ id: 'c' })]]);
    expect(linesOf(shown, []).map(({ height }) => height)).toEqual([GROUP, ROW, ROW, GROUP, ROW]);
    expect(linesOf(shown, ['groupe 0']).map(({ key }) => key)).toEqual([
      'group groupe 0',
      'group groupe 1',
      'c',
    ]);
  });

  it('are found by their height', () => {
    const tops = topsOf([{ height: 24 }, { height: 32 }, { height: 58 }, { height: 32 }]);
    expect(tops).toEqual([0, 24, 56, 114, 146]);
    expect(visible(tops, 0, 24)).toEqual({ from: 0, to: 1 });
    expect(visible(tops, 0, 25)).toEqual({ from: 0, to: 2 });
    expect(visible(tops, 60, 115)).toEqual({ from: 2, to: 4 });
    expect(visible(tops, 113, 113)).toEqual({ from: 2, to: 3 });
    expect(visible(tops, 900, 1000)).toEqual({ from: 4, to: 4 });
    expect(visible([0], 0, 500)).toEqual({ from: 0, to: 0 });
  });

  it('are found as fast among thousands', () => {
    const tops = topsOf(Array.from({ length: 100_000 }, () => ({ height: 32 })));
    expect(visible(tops, 3_199_000, 3_199_640)).toEqual({ from: 99_968, to: 99_989 });
  });
});

describe('a pointer', () => {
  it('is over a day', () => {
    expect(dayAt(0, 560, WINDOW)).toBe('2026-03-16');
    expect(dayAt(9.9, 560, WINDOW)).toBe('2026-03-16');
    expect(dayAt(10, 560, WINDOW)).toBe('2026-03-17');
    expect(dayAt(559, 560, WINDOW)).toBe('2026-05-10');
  });

  it('stays on the days shown', () => {
    expect(dayAt(-50, 560, WINDOW)).toBe('2026-03-16');
    expect(dayAt(4000, 560, WINDOW)).toBe('2026-05-10');
    expect(dayAt(5, 0, WINDOW)).toBe('2026-05-10');
  });

  it('draws days in either direction', () => {
    expect(between('2026-04-20', '2026-04-10')).toEqual(period('04-10', '04-20'));
    expect(between('2026-04-20', '2026-04-20')).toEqual(period('04-20', '04-20'));
  });
});

describe('a bar that is moved', () => {
  const planned = period('03-30', '04-17');

  it('keeps its length, over a change of the clocks too', () => {
    expect(moved(planned, 'move', -3)).toEqual(period('03-27', '04-14'));
    expect(moved(planned, 'move', 30)).toEqual(period('04-29', '05-17'));
  });

  it('never ends before it starts', () => {
    expect(moved(planned, 'start', 4)).toEqual(period('04-03', '04-17'));
    expect(moved(planned, 'start', 40)).toEqual(period('04-17', '04-17'));
    expect(moved(planned, 'end', -40)).toEqual(period('03-30', '03-30'));
    expect(moved(planned, 'end', -40, '2026-04-02')).toEqual(period('03-30', '04-02'));
  });

  it('changes only where its state lets it', () => {
    expect(gripsOf(bar({ state: 'option' }))).toEqual(['move', 'start', 'end']);
    expect(gripsOf(bar({ state: 'out' }))).toEqual(['end']);
    for (const state of ['returned', 'closed', 'refused', 'cancelled'] as const) {
      expect(gripsOf(bar({ state }))).toEqual([]);
    }
  });

  it('is drawn from the day it left', () => {
    const out = bar({ state: 'out', departed_on: '2026-04-01' });
    expect(drawnOver(out, period('03-30', '04-20'))).toEqual(period('04-01', '04-20'));
  });
});

describe('the arrows', () => {
  it('go to what is nearest in time', () => {
    const taken = takenOf(
      row({
        bars: [
          bar({ id: 'one', planned: period('03-16', '03-20') }),
          bar({ id: 'two', planned: period('04-20', '04-24') }),
        ],
      }),
      TODAY,
    );
    expect(nearest(taken, period('03-21', '03-22'))?.id).toBe('one');
    expect(nearest(taken, period('04-15', '04-30'))?.id).toBe('two');
    expect(nearest([], period('04-15', '04-30'))).toBeNull();
  });
});

describe('a label', () => {
  it('shrinks with its bar', () => {
    expect(labelFor(bar(), 300)).toBe('Collège La Sidoine, Trévoux');
    expect(labelFor(bar(), 130)).toBe('Collège La Sidoine');
    expect(labelFor(bar(), 60)).toBe('Trévoux');
    expect(labelFor(bar({ commune: '' }), 60)).toBe('2026-042');
    expect(labelFor(bar(), 20)).toBe('');
  });

  it('of a holiday is long, short or before its mark', () => {
    const marks = [
      { left: 10, forms: ['Lundi de Pâques', '6 avr.'] },
      { left: 82, forms: ['Fête du Travail', '1er mai'] },
      { left: 95, forms: ['Victoire 1945', '8 mai'] },
    ];
    expect(labelled(marks, 820, 14).map(({ label }) => label)).toEqual([
      'Lundi de Pâques',
      '1er mai',
      '8 mai',
    ]);
    expect(labelled(marks, 820, 14).map(({ isBefore }) => isBefore)).toEqual([false, false, true]);
    expect(labelled(marks, 60, 14).map(({ label }) => label)).toEqual(['', '', '']);
  });
});

describe('what stands behind', () => {
  it('is layers of one background', () => {
    expect(stripes([], 'grey')).toEqual([]);
    expect(stripes([{ left: 60, width: 20 }], 'grey')).toEqual([
      'linear-gradient(grey, grey) 75% 0 / 20% 100% no-repeat',
    ]);
    expect(stripes([{ left: 0, width: 100 }], 'grey')).toEqual([
      'linear-gradient(grey, grey) 0% 0 / 100% 100% no-repeat',
    ]);
    expect(
      rules(
        [
          { on: WINDOW.from, left: 0 },
          { on: '2026-03-23', left: 12.5 },
        ],
        'grey',
      ),
    ).toEqual(['linear-gradient(grey, grey) 12.5% 0 / 1px 100% no-repeat']);
  });

  it('counts the days that two periods share', () => {
    expect(shared(period('03-30', '04-17'), period('04-04', '04-19'))).toBe(14);
    expect(shared(period('03-30', '04-03'), period('04-04', '04-19'))).toBe(0);
  });
});

describe('the address', () => {
  const view = (query: string) => fromParams(new URLSearchParams(query));

  it('says nothing of what is usual', () => {
    expect(toParams(view(''))).toEqual(
      Object.fromEntries(Object.keys(toParams(view(''))).map((key) => [key, ''])),
    );
    expect(isFiltered(view(''))).toBe(false);
  });

  it('holds everything and gives it back', () => {
    const query =
      'de=2026-04-06&zoom=annee&recherche=eau&type=light%7Cmalle&theme=climat&etat=option&commune=Nantua&reservees=1&groupe=lieu&vue=tableau&selection=x&plie=light';
    expect(new URLSearchParams(toParams(view(query))).toString()).toBe(query);
    expect(isFiltered(view(query))).toBe(true);
  });

  it('forgets what it does not know', () => {
    const odd = view('de=2026-13-45&zoom=siecle&etat=perdue&groupe=couleur');
    expect([odd.from, odd.zoom, odd.states, odd.grouping]).toEqual(['', 'deux-mois', [], 'kind']);
  });

  it('begins with last week’s Monday', () => {
    expect(mondayOf('2026-03-22')).toBe('2026-03-16');
    expect(usualStart(TODAY)).toBe('2026-03-16');
    expect(periodOf(view(''), TODAY)).toEqual(WINDOW);
    expect(shifted(view(''), TODAY, 4)).toBe('2026-04-13');
    expect(shifted(view('de=2026-04-13'), TODAY, -4)).toBe('');
  });

  it('asks for kinds and forms apart', () => {
    const query = toQuery(view('type=light%7Cmalle'), TODAY);
    expect([query.kinds, query.forms]).toEqual([['malle'], ['light']]);
  });
});

describe('the table', () => {
  it('lists what the days shown hold, resource by resource', () => {
    const gone = bar({ id: 'gone', planned: period('01-05', '01-16') });
    const still = bar({
      id: 'late',
      state: 'out',
      planned: period('02-16', '03-13'),
      departed_on: '2026-02-16',
      late_days: 13,
    });
    const rows = [
      row({ bars: [gone, still] }),
      row({ id: 'empty' }),
      row({ id: 'b', bars: [bar()] }),
    ];
    const listed = listedOf(planning([rows.slice(0, 2), rows.slice(2)]));
    expect(listed.map(({ row: { id }, item }) => [id, item.id])).toEqual([
      ['row', 'late'],
      ['b', 'bar'],
    ]);
  });
});

describe('words', () => {
  it('say days once', () => {
    expect(days(period('04-20', '04-30'))).toBe('20 – 30\u00a0avr.');
    expect(days(period('04-30', '04-30'))).toBe('30\u00a0avr.');
    expect(title(WINDOW)).toBe('16\u00a0mars – 10\u00a0mai 2026');
    expect(title({ from: '2026-12-28', to: '2027-01-24' })).toBe(
      '28\u00a0déc.\u00a02026 – 24\u00a0janv. 2027',
    );
  });

  it('name a holiday by its season', () => {
    expect(holidayName('Vacances de printemps')).toBe('Printemps');
    expect(holidayName("Vacances d'Été")).toBe('Été');
    expect(holidayName('Vacances de la Toussaint')).toBe('Toussaint');
    expect(holidayName("Pont de l'Ascension")).toBe("Pont de l'Ascension");
  });

  it('say who is in the way, when, and up to when', () => {
    const conflict = {
      number: '2026-001',
      code: 'EXP-001',
      borrower: 'Lycée de Lille',
      commune: 'Lille',
      from: '2026-04-20',
      to: '2026-05-18',
      busy_from: '2026-04-17',
      busy_to: '2026-05-20',
      state: 'option' as const,
      quantity: 1,
      option_until: null,
      reason: 'days' as const,
      through: '',
    };
    expect(reasonOf(conflict)).toBe(
      'pris par Lycée de Lille, du 20\u00a0avr. au 18\u00a0mai, battements du 17\u00a0avr. au 20\u00a0mai',
    );
    expect(reasonOf({ ...conflict, number: '', borrower: 'Atelier', commune: '' })).toBe(
      'immobilisée du 20\u00a0avr. au 18\u00a0mai\u00a0: Atelier',
    );
  });
});

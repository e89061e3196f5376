import { afterEach, describe, expect, it } from 'vitest';
import type { Chapter, Figure, Figures, Group, Unit, Value } from '../src/lib/backend';
import {
  fromParams,
  questionOf,
  toParams,
  type Address,
} from '../src/lib/features/statistics/address';
import { CHAPTERS } from '../src/lib/features/statistics/chapters';
import { marksOf } from '../src/lib/features/statistics/charts/marks';
import { barsPicture, escaped } from '../src/lib/features/statistics/charts/pictures';
import { fileName } from '../src/lib/features/statistics/charts/save';
import { difference } from '../src/lib/features/statistics/compare';
import { bandsOf, boundsOf, stepOf } from '../src/lib/features/statistics/heat';
import { clustersOf, departementOf, framesOf } from '../src/lib/features/statistics/mapFrames';
import { labelsOf } from '../src/lib/features/statistics/mapLabels';
import { mostBorrowed } from '../src/lib/features/statistics/mostBorrowed';
import {
  civilYear,
  duringPeriod,
  periodName,
  schoolYear,
  schoolYearOf,
  shifted,
  spanOf,
  yearsToChoose,
} from '../src/lib/features/statistics/period';
import { frenchPlural } from '../src/lib/features/statistics/plural';
import {
  middleOf,
  pathOf,
  projectionOf,
  radiusOf,
} from '../src/lib/features/statistics/projection';
import { Reading } from '../src/lib/features/statistics/reading';
import { plainText, reportText } from '../src/lib/features/statistics/reportText';
import { percent, valueText } from '../src/lib/features/statistics/words';
import { plusDays } from '../src/lib/format';
import { setLocale } from '../src/lib/locale';
import { catalogues } from '../src/lib/messages';

const count = (value: number): Value => ({ shape: 'count', value });
const share = (numerator: number, denominator: number, decimals = 0): Value => ({
  shape: 'share',
  numerator,
  denominator,
  decimals,
});
const mean = (numerator: number, denominator: number): Value => ({
  shape: 'mean',
  numerator,
  denominator,
});
const group = (label: string, numerator: number, denominator: number, code = ''): Group => ({
  key: label,
  label,
  code,
  numerator,
  denominator,
});
const groups = (...all: Group[]): Value => ({ shape: 'groups', groups: all });
const figure = (
  key: string,
  value: Value,
  unit: Unit = 'sorties',
  chapter: Chapter = 'circulation',
): Figure => ({ key, chapter, unit, value });

/** A part of what the register of 2023 answers. */
const FIGURES: Figure[] = [
  figure('fund', count(88), 'resources', 'fund'),
  figure(
    'fund_by_type',
    groups(
      group('exposition légère', 78, 88, 'exhibition_light'),
      group('malle pédagogique', 5, 88, 'malle'),
    ),
    'resources',
    'fund',
  ),
  figure('lines_total', count(127), 'lines'),
  figure('loans_effective', count(109)),
  figure('days_out_total', count(2633), 'days'),
  figure('days_per_loan', mean(2633, 109), 'days'),
  figure('usage_rate', share(52, 88, 1), 'resources'),
  figure('occupancy_rate', share(2633, 31393, 1), 'days'),
  figure('cancellations', count(18), 'lines'),
  figure('cancelled_days', count(529), 'days'),
  figure('top_three_days', share(574, 2633, 1), 'days', 'borrowed'),
  figure(
    'loans_by_resource',
    groups(group('Trois', 5, 109), group('Deux', 9, 109), group('Un', 9, 109)),
    'sorties',
    'borrowed',
  ),
  figure(
    'days_by_resource',
    groups(group('Un', 241, 2633), group('Deux', 206, 2633), group('Trois', 127, 2633)),
    'days',
    'borrowed',
  ),
  figure('borrowers_active', count(64), 'borrowers', 'borrowers'),
  figure(
    'loans_by_borrower_type',
    groups(group('collège', 27, 109), group('centre social', 7, 109)),
    'sorties',
    'borrowers',
  ),
  figure('school_establishments', count(26), 'borrowers', 'borrowers'),
  figure('school_establishments_pass_culture', share(21, 26), 'borrowers', 'borrowers'),
  figure('communes', count(66), 'communes', 'places'),
  figure('questionnaires', count(81), 'questionnaires', 'people'),
  figure('questionnaire_return_rate', share(81, 109, 1), 'questionnaires', 'people'),
  figure('people_reached', count(14800), 'people', 'people'),
  figure('satisfaction_overall_positive', share(75, 81), 'questionnaires', 'satisfaction'),
  figure('outdated_content_exhibitions', count(3), 'resources', 'satisfaction'),
];

function answer(figures: Figure[] = FIGURES, today = '2024-01-15'): Figures {
  const period = civilYear(2023);
  return {
    period,
    today,
    figures,
    evolution: [
      {
        period: civilYear(2021),
        figures: [],
        entered: [{ year: 2021, key: 'people_reached', value: 3700, source: 'rapport' }],
      },
      { period: civilYear(2022), figures: [figure('usage_rate', share(40, 80, 1))], entered: [] },
      { period, figures, entered: [] },
    ],
    map: { departements: [], communes: [] },
    first_day: '2023-01-10',
    themes: [],
    owners: [],
  };
}
const reading = (figures?: Figure[], today?: string) => new Reading(answer(figures, today));

afterEach(() => setLocale('fr-FR'));

describe('the period', () => {
  it('is a civil year, a school year or any days', () => {
    expect(spanOf(civilYear(2023))).toBe('civil');
    expect(spanOf(schoolYear(2022))).toBe('school');
    expect(spanOf({ from: '2023-01-02', to: '2023-12-31' })).toBe('days');
    expect(periodName(civilYear(2023))).toBe('Année 2023');
    expect(periodName(schoolYear(2022))).toBe('Année scolaire 2022-2023');
    expect(periodName({ from: '2023-03-01', to: '2023-06-30' })).toBe(
      '1er\u00a0mars – 30\u00a0juin 2023',
    );
    expect(duringPeriod(civilYear(2023))).toBe('en\u00a02023');
  });

  it('goes to the one before and the one after', () => {
    expect(shifted(civilYear(2023), -1)).toEqual(civilYear(2022));
    expect(shifted(schoolYear(2023), 1)).toEqual(schoolYear(2024));
    expect(shifted({ from: '2024-01-01', to: '2024-02-29' }, -1)).toEqual({
      from: '2023-11-01',
      to: '2023-12-31',
    });
    expect(shifted({ from: '2023-01-10', to: '2023-01-19' }, 1)).toEqual({
      from: '2023-01-20',
      to: '2023-01-29',
    });
  });

  it('offers the years of the register, and the school year of a day', () => {
    expect(yearsToChoose('2026-03-26', '2024-05-01')).toEqual([2026, 2025, 2024]);
    expect(yearsToChoose('2026-03-26', null)).toEqual([2026]);
    expect([schoolYearOf('2023-08-31'), schoolYearOf('2023-09-01')]).toEqual([2022, 2023]);
  });
});

describe('the address', () => {
  const today = '2026-03-26';
  it('keeps the period, the part of the fund, what is compared and the open list', () => {
    const address: Address = {
      period: schoolYear(2022),
      type: 'light',
      theme: 'énergie',
      owner: 'DREAL',
      compared: 2,
      opened: { key: 'usage_rate', group: null, side: 'rest' },
    };
    expect(fromParams(new URLSearchParams(toParams(address)), today)).toEqual(address);
    expect(questionOf(address)).toEqual({
      period: schoolYear(2022),
      kind: 'exhibition',
      form: 'light',
      theme: 'énergie',
      owner: 'DREAL',
    });
  });

  it('falls back on the year of today where it says nothing that can be read', () => {
    const read = (text: string) => fromParams(new URLSearchParams(text), today);
    expect(read('').period).toEqual(civilYear(2026));
    expect(read('de=2023-02-30&a=2023-12-31').period).toEqual(civilYear(2026));
    expect(read('type=navire&comparer=9').type).toBe('');
    expect(read('comparer=9').compared).toBe(0);
    expect(read('liste=fund').opened).toEqual({ key: 'fund', group: null, side: 'part' });
  });
});

describe('the words', () => {
  it('write shares as each language does', () => {
    const rate = { numerator: 52, denominator: 88, decimals: 1 };
    expect(percent(rate)).toBe('59,1\u00a0%');
    expect(percent({ ...rate, denominator: 0 })).toBe('–');
    setLocale('en-GB');
    expect(percent(rate)).toBe('59.1%');
  });

  it('write each shape of figure', () => {
    const value = (key: string) => {
      const found = FIGURES.find((one) => one.key === key);
      return found ? valueText(found) : '';
    };
    expect(value('days_out_total')).toBe('2\u202f633');
    expect(value('days_per_loan')).toBe('24,2');
    expect(value('fund_by_type')).toBeNull();
    const money = figure(
      'income_eur',
      { shape: 'money', cents: 2385750, with_amount: 98, among: 109 },
      'euros',
    );
    expect(valueText(money)).toBe('23\u202f857,50\u00a0€');
  });

  it('speak of several in French', () => {
    expect(
      [
        'collège',
        'centre social',
        'lieu',
        "comité d'entreprise",
        'EHPAD',
        'festival',
        'tiers-lieux',
      ].map(frenchPlural),
    ).toEqual([
      'collèges',
      'centres sociaux',
      'lieux',
      "comités d'entreprise",
      'EHPAD',
      'festivals',
      'tiers-lieux',
    ]);
  });

  it('name a bar as it is heard', () => {
    const marks = marksOf(reading(), 'loans_by_borrower_type', () => undefined);
    expect(marks.map(({ name }) => name)).toEqual([
      'Collèges\u00a0: 27\u00a0sorties sur 109, 25\u00a0%',
      'Centres sociaux\u00a0: 7\u00a0sorties sur 109, 6\u00a0%',
    ]);
    expect(marks[0]?.cells).toEqual(['27', '109', '25\u00a0%']);
  });

  it('have a name and a definition for every figure that a chapter shows', () => {
    for (const { breakdowns } of CHAPTERS)
      for (const { key } of breakdowns.flatMap((breakdown) => breakdown.figures))
        for (const name of [`figure_${key}`, `figure_${key}_is`]) {
          expect(catalogues['fr-FR']?.[name], name).toBeTruthy();
          expect(catalogues['en-GB']?.[name], name).toBeTruthy();
        }
  });
});

describe('a reading', () => {
  it('tells nothing from zero', () => {
    const without = reading(
      FIGURES.filter(({ key }) => key !== 'questionnaires').concat(
        figure('questionnaires', count(0), 'questionnaires', 'people'),
      ),
    );
    expect(without.isKnown('people_reached')).toBe(false);
    expect(without.isKnown('satisfaction_overall_positive')).toBe(false);
    expect(without.isKnown('questionnaires')).toBe(true);
    expect(reading().isKnown('people_reached')).toBe(true);
    expect(reading([figure('usage_rate', share(0, 0, 1))]).fraction('usage_rate')).toBeNull();
    expect(reading([]).isEmpty).toBe(true);
  });

  it('orders the resources most borrowed, the other count telling equals apart', () => {
    const titles = (by: 'loans' | 'days', most: number) =>
      mostBorrowed(reading(), by, most).map(({ title }) => title);
    expect(titles('loans', 3)).toEqual(['Un', 'Deux', 'Trois']);
    expect(titles('days', 2)).toEqual(['Un', 'Deux']);
  });

  it('compares with a year of the register, and with one entered by hand', () => {
    expect(difference(reading(), 'people_reached', 2)).toEqual({
      change: '+11\u202f100',
      before: '3\u202f700 en\u00a02021',
      source: 'rapport',
    });
    expect(difference(reading(), 'usage_rate', 1)).toEqual({
      change: '+9,1 points',
      before: '50,0\u00a0% en\u00a02022',
      source: '',
    });
    expect(difference(reading(), 'cancellations', 1)).toBeNull();
  });
});

describe('the text of the report', () => {
  it('holds the figures, in French', () => {
    const text = plainText(reportText(reading()));
    expect(text).toContain(
      'Le fonds compte 88 ressources\u00a0: 78 expositions légères et 5 malles pédagogiques.',
    );
    expect(text).toContain(
      'En\u00a02023, 109 sorties ont totalisé 2\u202f633 jours de sortie, soit 24\u00a0jours en moyenne pour chacune.',
    );
    expect(text).toContain('le taux d’utilisation est de 59,1\u00a0%');
    expect(text).toContain(
      'Le taux d’occupation est de 8,4\u00a0% (2\u202f633\u00a0sur\u00a031\u202f393 jours).',
    );
    expect(text).toContain(
      '18 réservations ont été annulées, soit 529\u00a0jours réservés puis libérés.',
    );
    expect(text).toContain(
      '«\u00a0Un\u00a0» (9 sorties), «\u00a0Deux\u00a0» (9 sorties) et «\u00a0Trois\u00a0» (5 sorties)',
    );
    expect(text).toContain('574 jours de sortie, soit 21,8\u00a0% des 2\u202f633\u00a0jours.');
    expect(text).toContain(
      'les collèges (27 sorties, 25\u00a0%) et les centres sociaux (7 sorties, 6\u00a0%)',
    );
    expect(text).toContain(
      '26 établissements scolaires ont emprunté, dont 21 avec le pass Culture.',
    );
    expect(text).toContain(
      '14\u202f800 personnes ont été touchées, d’après 81 questionnaires, contre 3\u202f700 en\u00a02021.',
    );
    expect(text).toContain('Le contenu de 3 expositions est à mettre à jour.');
    expect(text).not.toMatch(/\{|undefined|NaN|figure_|statistics_/);
  });

  it('says how many others went out as often as the last that is named', () => {
    const lent = ['A', 'B', 'C', 'D', 'E'].map((code, at) => group(code, at === 0 ? 2 : 1, 6));
    const tied = reading([figure('loans_by_resource', groups(...lent), 'sorties', 'borrowed')]);
    expect(plainText(reportText(tied))).toContain(
      '2\u00a0autres sont sorties autant de fois que la dernière',
    );
    expect(plainText(reportText(reading()))).not.toContain('autant de fois');
  });

  it('agrees with one, and says what it does not know by saying nothing', () => {
    const one = reading([
      figure('loans_effective', count(1)),
      figure('days_out_total', count(1), 'days'),
      figure('days_per_loan', mean(1, 1), 'days'),
      figure('questionnaires', count(0), 'questionnaires', 'people'),
      figure('people_reached', count(0), 'people', 'people'),
    ]);
    expect(plainText(reportText(one))).toBe(
      'La circulation\nEn\u00a02023, 1 sortie a totalisé 1 jour de sortie.',
    );
    expect(reportText(reading([]))).toEqual([]);
  });

  it('says that a running period is not over, and speaks English', () => {
    expect(reportText(reading(FIGURES, '2023-06-01')).at(0)?.sentences).toEqual([
      'La période n’est pas terminée\u00a0: ces chiffres sont arrêtés au jeudi 1er\u00a0juin 2023.',
    ]);
    setLocale('en-GB');
    expect(plainText(reportText(reading()))).toContain(
      'In\u00a02023, 109 loans out made 2,633 days out, that is 24 days each on average.',
    );
  });
});

describe('the map', () => {
  const square: [number, number][] = [
    [2, 48],
    [4, 48],
    [4, 50],
    [2, 50],
  ];
  const hole: [number, number][] = [
    [2.5, 48.5],
    [3, 48.5],
    [3, 49],
  ];
  const outline = { code: '1', name: 'Carré', rings: [square, hole] };
  const frame = { width: 200, height: 300, margin: 10 };

  it('fits its outlines in the frame, north up, parallels shortened', () => {
    const projection = projectionOf([outline], frame);
    if (!projection) throw new Error('no projection');
    const [northWest, southEast] = [projection.place(2, 50), projection.place(4, 48)];
    const ratio = (southEast.x - northWest.x) / (southEast.y - northWest.y);
    expect(ratio).toBeCloseTo(Math.cos((49 * Math.PI) / 180), 6);
    expect(southEast.x).toBeCloseTo(190);
    expect(northWest.x).toBeCloseTo(10);
    expect(northWest.y).toBeGreaterThanOrEqual(10);
    const middle = projection.place(3, 49);
    expect([middle.x, middle.y]).toEqual([100, 150]);
  });

  it('draws each ring, and finds the middle of the largest', () => {
    const projection = projectionOf([outline], frame);
    if (!projection) throw new Error('no projection');
    expect(pathOf(outline, projection).match(/M/g)).toHaveLength(2);
    expect(pathOf(outline, projection)).toMatch(/^M[\d. L-]+ZM[\d. L-]+Z$/);
    const middle = middleOf(outline, projection);
    expect([Math.round(middle.x), Math.round(middle.y)]).toEqual([100, 150]);
    expect(projectionOf([], frame)).toBeNull();
  });

  it('puts a name within its outline, off the circles', () => {
    const projection = projectionOf([outline], frame);
    if (!projection) throw new Error('no projection');
    const circle = { x: 100, y: 150, r: 12 };
    const [label] = labelsOf([outline], projection, [circle], 6);
    if (!label) throw new Error('no label');
    expect(Math.abs(label.y - circle.y)).toBeGreaterThan(12);
    expect(label.x).toBeGreaterThan(10);
    expect(label.x).toBeLessThan(190);
  });

  it('gives the number of what is too small for its name, and nothing where circles leave no room', () => {
    const projection = projectionOf([outline], frame);
    if (!projection) throw new Error('no projection');
    const long = { ...outline, name: 'Un nom plus large que son carré, et de loin' };
    expect(labelsOf([long], projection, [], 6).map(({ name }) => name)).toEqual([long.code]);
    expect(labelsOf([outline], projection, [{ x: 100, y: 150, r: 200 }], 6)).toEqual([]);
    const corner = { ...outline, name: 'Coin', rings: [[...square].slice(0, 3)] };
    const [label] = labelsOf([corner], projection, [], 6);
    if (!label) throw new Error('no label');
    const [a, b, c] = corner.rings[0]?.map(([x, y]) => projection.place(x, y)) ?? [];
    if (!a || !b || !c) throw new Error('no corner');
    const side = (one: typeof a, other: typeof a, x: number, y: number) =>
      (other.x - one.x) * (y - one.y) - (other.y - one.y) * (x - one.x) > 0;
    for (const across of [-1, 1])
      for (const along of [-1, 1]) {
        const [x, y] = [label.x + (across * label.width) / 2, label.y + along * 7];
        const sides = [side(a, b, x, y), side(b, c, x, y), side(c, a, x, y)];
        expect(new Set(sides).size).toBe(1);
      }
  });

  it('draws apart what lies far away, the part with the most sorties in the large frame', () => {
    const at = (code: string, longitude: number, latitude: number) => ({
      code,
      name: code,
      rings: [square.map(([x, y]): [number, number] => [x - 2 + longitude, y - 48 + latitude])],
    });
    const [north, beside, island] = [at('59', 2, 48), at('62', 4, 48), at('974', 55, -21)];
    expect(clustersOf([north, island, beside]).map((part) => part.length)).toEqual([1, 2]);
    expect([departementOf('59350'), departementOf('2A004'), departementOf('97411')]).toEqual([
      '59',
      '2A',
      '974',
    ]);
    const commune = (insee: string, loans: number) => ({
      insee,
      name: insee,
      longitude: 3,
      latitude: 49,
      exact: true,
      loans,
    });
    const map = {
      departements: [island, north, beside],
      communes: [commune('97411', 1), commune('59350', 4), commune('62041', 2)],
    };
    const frames = framesOf(map, { width: 200, height: 300, margin: 10 });
    expect(frames.map(({ box }) => box !== null)).toEqual([false, true]);
    expect(frames.map(({ communes }) => communes.length)).toEqual([2, 1]);
    const inset = frames[1];
    const corner = inset?.projection.place(55, -19);
    expect(corner?.y).toBeGreaterThan(inset?.box?.y ?? 300);
    expect(framesOf({ departements: [], communes: [] }, frame)).toEqual([]);
  });

  it('draws circles whose areas are as their counts', () => {
    expect(radiusOf(4, 4, 12)).toBe(12);
    expect(radiusOf(1, 4, 12)).toBe(6);
    expect(radiusOf(1, 1000, 12)).toBeGreaterThan(2);
  });
});

describe('the calendar', () => {
  const days = (from: string, many: number) =>
    Array.from({ length: many }, (_, at) => ({ key: plusDays(from, at), numerator: at % 9 }));

  it('lays out the days by weeks, Monday first, in bands of a year', () => {
    const [band, ...others] = bandsOf(days('2023-01-01', 365));
    expect(others).toEqual([]);
    // The first of January 2023 was a Sunday.
    expect(band?.days[0]).toMatchObject({ day: '2023-01-01', week: 0, weekday: 6 });
    expect(band?.days[1]).toMatchObject({ day: '2023-01-02', week: 1, weekday: 0 });
    expect(band?.weeks).toBe(53);
    expect(band?.months).toHaveLength(11 + 1);
    expect(bandsOf(days('2023-01-01', 800)).map(({ from }) => from)).toEqual([
      '2023-01-01',
      '2024-01-01',
      '2025-01-01',
    ]);
    const leap = bandsOf(days('2023-09-01', 366));
    expect(leap.flatMap((one) => one.days)).toHaveLength(366);
  });

  it('shades from nothing to the most', () => {
    expect(boundsOf(15)).toEqual([4, 8, 12, 15]);
    expect([0, 1, 4, 5, 15].map((value) => stepOf(value, boundsOf(15)))).toEqual([0, 1, 1, 2, 4]);
    expect(boundsOf(2)).toEqual([1, 2]);
    expect([0, 1, 2].map((value) => stepOf(value, boundsOf(2)))).toEqual([0, 3, 4]);
    expect(boundsOf(0)).toEqual([]);
    expect(stepOf(0, [])).toBe(0);
  });
});

describe('a picture', () => {
  it('holds what is typed as text', () => {
    expect(escaped('<b> & "c"')).toBe('&lt;b&gt; &amp; &quot;c&quot;');
    const mark = {
      key: 'x',
      label: '<script>alert(1)</script>',
      value: 3,
      text: '3',
      name: '',
      cells: [],
    };
    const drawing = barsPicture({ title: 'Qui & où', note: '2023' }, [mark], 3);
    expect(drawing).not.toContain('<script');
    expect(drawing).toContain('Qui &amp; où');
    expect(drawing).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });

  it('is saved under a plain name', () => {
    expect(fileName('Qui emprunte ? Année 2023')).toBe('qui-emprunte-annee-2023');
  });
});

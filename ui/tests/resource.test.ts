import { describe, expect, it } from 'vitest';
import { blank, blankItem, formOf } from '../src/lib/features/catalogue/form';
import { readMeasure, typedMeasure } from '../src/lib/features/catalogue/measure';
import { cellsOf } from '../src/lib/features/catalogue/pasted';
import { titleParts } from '../src/lib/features/catalogue/title';
import { rowsInSight, scrollTo, stepped } from '../src/lib/windowing.svelte';

describe('a number as it is typed', () => {
  it('is read with a comma or a point, spaces and its unit', () => {
    expect(readMeasure('44,5', 1000)).toBe(44_500);
    expect(readMeasure('1\u202f250,50\u00a0€', 100)).toBe(125_050);
    expect(readMeasure('12.5 kg', 1000)).toBe(12_500);
    expect(readMeasure('0,29', 100)).toBe(29);
    expect(readMeasure('  ')).toBeNull();
  });

  it('is refused rather than guessed', () => {
    for (const [text, factor] of [
      ['douze', 1],
      ['1,5', 1],
      ['1,234', 100],
      ['-3', 1],
      ['1.2.3', 1000],
    ] as const) {
      expect(readMeasure(text, factor), text).toBe('unreadable');
    }
    expect(readMeasure('99999999999')).toBe('large');
  });

  it('comes back as it would be typed', () => {
    expect(typedMeasure(44_500, 1000)).toBe('44,5');
    expect(typedMeasure(125_050, 100)).toBe('1250,5');
    expect(typedMeasure(null)).toBe('');
  });
});

describe('a resource as it is typed', () => {
  const typed = { ...blank({ before: 1, after: 2 }), title: 'Mésopotamie' };

  it('becomes what the program takes', () => {
    const { form, wrong } = formOf(
      {
        ...typed,
        type: 'interactive',
        weight_g: '118',
        setup_hours: '1',
        setup_minutes: '42',
        weekly_cents: '45',
        inventory: [{ ...blankItem(), label: 'Panneau', quantity: '17' }, blankItem()],
      },
      null,
    );
    expect(wrong).toEqual({});
    expect(form).toMatchObject({
      id: null,
      kind: 'exhibition',
      form: 'interactive',
      capacity: 1,
      buffers: { before: 1, after: 2 },
      weight_g: 118_000,
      setup_minutes: 102,
      weekly_cents: 4500,
      weekly_member_cents: null,
      acquired_on: null,
      parts: [],
    });
    expect(form.inventory.map(({ label, quantity }) => [label, quantity])).toEqual([
      ['Panneau', 17],
    ]);
    expect(formOf({ ...typed, type: 'malle' }, null).form).toMatchObject({
      kind: 'malle',
      form: null,
    });
  });

  it('says what cannot be read under its field', () => {
    const item = { ...blankItem(), container: 'bac 1', quantity: 'x' };
    const { wrong } = formOf({ ...typed, capacity: '', volume_l: 'b', inventory: [item] }, null);
    expect(Object.keys(wrong).sort()).toEqual(
      [
        'capacity',
        `inventory.${item.key}.label`,
        `inventory.${item.key}.quantity`,
        'volume_l',
      ].sort(),
    );
  });
});

describe('lines pasted from a spreadsheet', () => {
  it('are cells apart by tabs, quoted where they hold a line break', () => {
    expect(cellsOf('Panneaux\t17\tcaisses 1 et 2\r\nTable\t1\t\r\n\r\n')).toEqual([
      ['Panneaux', '17', 'caisses 1 et 2'],
      ['Table', '1', ''],
    ]);
    expect(cellsOf('"Livret\nde « ""médiation"" »"\t2\nÉcran 24"\t1')).toEqual([
      ['Livret de « "médiation" »', '2'],
      ['Écran 24"', '1'],
    ]);
    expect(cellsOf('"A4 au format\t3\nautre\t1')).toEqual([
      ['"A4 au format', '3'],
      ['autre', '1'],
    ]);
  });
});

describe('a list of thousands', () => {
  const sight = { row: 44, scrolled: 44_000, height: 440 };

  it('draws what is in sight and a little around', () => {
    expect(rowsInSight(3000, sight, 600)).toEqual({ from: 986, to: 1024 });
    expect(rowsInSight(3000, { ...sight, scrolled: 1e9 }, 600).to).toBe(3000);
    expect(rowsInSight(150, sight)).toEqual({ from: 0, to: 150 });
  });

  it('is walked by arrows', () => {
    expect(stepped('ArrowDown', 0, 3000, 4, 3)).toBe(4);
    expect(stepped('ArrowRight', 2999, 3000, 4, 3)).toBe(2999);
    expect(stepped('ArrowRight', 0, 3000, 1, 3)).toBeNull();
    expect(stepped('End', 5, 3000, 1, 3)).toBe(2999);
    expect(stepped('PageUp', 5, 3000, 4, 3)).toBe(0);
    expect(stepped('a', 5, 3000, 4, 3)).toBeNull();
  });

  it('scrolls only as far as it must', () => {
    expect(scrollTo(1001, sight, 32)).toBe(44_000);
    expect(scrollTo(999, sight, 32)).toBe(43_956);
    expect(scrollTo(1010, sight, 32)).toBe(44_076);
  });
});

it('a title is cut where its subtitle begins', () => {
  expect(titleParts('Mésopotamie – Terre d’argile')).toEqual(['Mésopotamie', ' – Terre d’argile']);
  expect(titleParts('Néandertal')).toEqual(['Néandertal', '']);
  expect(titleParts('Eau, air, terre')).toEqual(['Eau, air, terre', '']);
});

import { describe, expect, it } from 'vitest';
import {
  day,
  daysBetween,
  duration,
  money,
  parseDay,
  plusDays,
  range,
  week,
  weekday,
  weight,
} from '../src/lib/format';

describe('days', () => {
  it('are written as the French do', () => {
    expect(day('2026-01-12', '2026-03-01')).toBe('lun. 12\u00a0janv.');
    expect(day('2026-05-01', '2026-03-01')).toBe('ven. 1er\u00a0mai');
    expect(day('2027-05-04', '2026-03-01')).toBe('mar. 4\u00a0mai 2027');
    expect(range('2026-03-30', '2026-04-17', '2026-03-01')).toBe(
      'lun. 30\u00a0mars – ven. 17\u00a0avr.',
    );
  });

  it('are read however they are typed, and none is made up', () => {
    const today = '2026-03-26';
    for (const typed of [
      '04/05/2026',
      '4/5/2026',
      '4/5/26',
      '4/5',
      '4 5',
      '4.5.2026',
      '2026-05-04',
    ]) {
      expect(parseDay(typed, today), typed).toBe('2026-05-04');
    }
    for (const typed of ['31/02/2026', '32/01/2026', '0/1/2026', '4/13/2026', 'demain', '4', '']) {
      expect(parseDay(typed, today), typed).toBeNull();
    }
    expect(parseDay('29/02/2028', today)).toBe('2028-02-29');
  });

  it('add up over months, years and summer time', () => {
    expect(plusDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(weekday('2026-03-30')).toBe(0);
  });

  it('know their ISO week', () => {
    expect([
      week('2026-03-26'),
      week('2026-01-01'),
      week('2027-01-01'),
      week('2026-12-31'),
    ]).toEqual([13, 1, 53, 53]);
  });
});

describe('amounts', () => {
  it('have their units and spaces', () => {
    expect(money(230_000)).toBe('2\u202f300\u00a0€');
    expect(money(2_250)).toBe('22,50\u00a0€');
    expect(weight(44_500)).toBe('44,5\u00a0kg');
    expect([duration(45), duration(60), duration(84)]).toEqual([
      '45\u00a0min',
      '1\u00a0h',
      '1\u00a0h\u00a024',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { byNumber, holds, isNumber } from '../src/lib/ranking';

const loans = (...numbers: string[]) => numbers.map((number) => ({ number }));
const order = (search: string, ...numbers: string[]) =>
  byNumber(loans(...numbers), search).map(({ number }) => number);

describe('the palette', () => {
  it('takes a number whole or by its sequence, the latest year first', () => {
    expect(order('51', '2025-151', '2025-051', '2026-151', '2026-051')).toEqual([
      '2026-051',
      '2025-051',
      '2026-151',
      '2025-151',
    ]);
    expect(order('2025-051', '2026-051', '2025-051')[0]).toBe('2025-051');
    expect(order('5', '2026-051', '2026-005', '2026-050')).toEqual([
      '2026-005',
      '2026-051',
      '2026-050',
    ]);
    expect(order('2026-0', '2025-001', '2026-001', '2026-002')).toEqual([
      '2026-002',
      '2026-001',
      '2025-001',
    ]);
  });

  it('keeps the order of what was found by words', () => {
    expect(order('lille', '2025-002', '2026-001')).toEqual(['2025-002', '2026-001']);
    expect([isNumber('2026-051'), isNumber(' 51 '), isNumber('51 lille'), isNumber('')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('forgives accents, capitals and the order of words', () => {
    expect(holds('Nouvelle réservation', 'RESERV nouv')).toBe(true);
    expect(holds('Aujourd’hui', 'hui')).toBe(true);
    expect(holds('Planning', 'lan')).toBe(false);
  });
});

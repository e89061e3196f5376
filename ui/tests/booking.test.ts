import { describe, expect, it } from 'vitest';
import type { AvailabilityAnswer, Conflict, LineAnswer, LineCard } from '../src/lib/backend';
import {
  reach,
  settles,
  solutions,
  takenDays,
  takenWithin,
  total,
} from '../src/lib/features/booking/verdict';

const ASKED = { from: '2026-05-04', to: '2026-05-22' };

const conflict = (over: Partial<Conflict> = {}): Conflict => ({
  number: '2026-051',
  code: 'EXP-001',
  borrower: 'Médiathèque de Nantua',
  commune: 'Nantua',
  from: '2026-04-27',
  to: '2026-05-15',
  busy_from: '2026-04-23',
  busy_to: '2026-05-19',
  state: 'option',
  quantity: 1,
  option_until: '2026-04-03',
  reason: 'days',
  through: '',
  ...over,
});

const line = (over: Partial<LineAnswer> = {}): LineAnswer => ({
  code: 'EXP-001',
  title: 'Super espèces',
  kind: 'exhibition',
  free: false,
  available: 0,
  capacity: 1,
  quantity: 1,
  conflicts: [conflict()],
  fault: null,
  instead: [{ code: 'EXP-009', title: 'Biodiversité', themes: ['biodiversité'] }],
  if_back: [],
  bars: [],
  holds: [],
  buffers: { before: 1, after: 2 },
  member_cents: 9000,
  non_member_cents: 12000,
  ...over,
});

const answer = (
  lines: LineAnswer[],
  over: Partial<AvailabilityAnswer> = {},
): AvailabilityAnswer => ({
  period: ASKED,
  free: false,
  lines,
  alternatives: [
    { from: '2026-03-02', to: '2026-03-20' },
    { from: '2026-05-21', to: '2026-06-08' },
  ],
  holidays: [],
  departure_closed: null,
  return_closed: null,
  window: { from: '2026-04-20', to: '2026-06-28' },
  option_until: '2026-04-09',
  ...over,
});

const bar = (busy_from: string | null, busy_to: string | null, quantity = 1) =>
  ({ busy_from, busy_to, quantity }) as LineCard;

describe('the ways out of a refusal', () => {
  it('puts the nearest days first, then replacements', () => {
    const ways = solutions(answer([line()]));
    expect(ways.map((way) => (way.kind === 'shift' ? way.days : way.kind))).toEqual([
      17,
      -63,
      'replace',
    ]);
  });

  it('proposes the units that are left', () => {
    const ways = solutions(answer([line({ capacity: 21, quantity: 8, available: 6 })]));
    expect(ways.find((way) => way.kind === 'fewer')).toMatchObject({ quantity: 6 });
  });

  it('has none when everything is free', () => {
    expect(solutions(answer([line({ free: true })], { free: true }))).toEqual([]);
  });

  it('knows that replacing one of two refused settles nothing yet', () => {
    const refused = answer([line(), line({ code: 'EXP-002' })]);
    const ways = solutions(refused);
    const [shift, replace] = [ways[0], ways.find((way) => way.kind === 'replace')];
    expect(shift && settles(shift, refused)).toBe(true);
    expect(replace && settles(replace, refused)).toBe(false);
  });
});

describe('the days taken', () => {
  it('are those asked for that a booking takes, buffers included', () => {
    expect(takenWithin([conflict()], ASKED)).toEqual({ from: '2026-05-04', to: '2026-05-19' });
  });

  it('are none when only the buffers of the asked loan meet the booking', () => {
    const near = conflict({ to: '2026-05-01', busy_to: '2026-05-03', reason: 'buffer' });
    expect(takenWithin([near], ASKED)).toBeNull();
    expect(reach(near, line(), ASKED)).toEqual({ kind: 'own-before', days: 1 });
  });

  it('count the units of several bookings together', () => {
    const bars = [bar('2026-05-04', '2026-05-06', 2), bar('2026-05-06', '2026-05-07', 1)];
    const wanted = line({ capacity: 3, quantity: 1, bars: [...bars, bar(null, null, 3)] });
    expect([...takenDays([wanted], ASKED)]).toEqual(['2026-05-06']);
  });

  it('count what the centre keeps for itself', () => {
    const period = { from: '2026-05-06', to: '2026-05-06' };
    const hold = { id: 'h', kind: 'maintenance' as const, label: '', quantity: 1, period };
    expect([...takenDays([line({ holds: [hold] })], ASKED)]).toEqual(['2026-05-06']);
  });

  it('tell how far a buffer goes on', () => {
    expect(reach(conflict(), line(), ASKED)).toEqual({ kind: 'until', day: '2026-05-19' });
  });
});

describe('the price', () => {
  it('adds up by membership, and is none where one needs a quote', () => {
    expect(total([line(), line()], true)).toBe(18000);
    expect(total([line()], false)).toBe(12000);
    expect(total([line(), line({ member_cents: null })], true)).toBeNull();
  });
});

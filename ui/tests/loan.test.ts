import { describe, expect, it } from 'vitest';
import type { AttemptAnswer, LineState, LoanSheet } from '../src/lib/backend';
import { allFree, around, attemptOf, movable, shifted } from '../src/lib/features/loans/days';
import { arranged, filterOf } from '../src/lib/features/loans/filters';
import { A4, sized } from '../src/lib/features/loans/page';
import { coming, correspondent, events, missing, reachedOn } from '../src/lib/features/loans/sheet';

function line(state: LineState, from: string, to: string, title: string = state) {
  return { card: { id: title, title, state, code: 'EXP-001', quantity: 1, planned: { from, to } } };
}
function entry(number: number, code: string, at: string, rest = {}) {
  return {
    entry: number,
    code,
    at,
    by: 'poste',
    params: {},
    undone_by: null,
    undoes: null,
    ...rest,
  };
}
const loan = (part: object) =>
  ({ lines: [], history: [], remarks: [], ...part }) as unknown as LoanSheet;

describe('a page of the agreement', () => {
  it('is a picture of the size it is shown at, and what is drawn in it stays as it is', () => {
    const svg =
      '<svg viewBox="0 0 595.2 841.8" width="595.2pt" height="841.8pt" xmlns="x"><rect width="9pt" height="7pt"/></svg>';
    expect(sized(svg, 366, Math.round(366 * A4))).toBe(
      '<svg width="366" height="518" viewBox="0 0 595.2 841.8" xmlns="x"><rect width="9pt" height="7pt"/></svg>',
    );
  });
});

describe('a loan', () => {
  it('tells what is to come, and of what when the lines do not go together', () => {
    const together = [
      line('confirmed', '2026-03-30', '2026-04-17', 'A'),
      line('confirmed', '2026-03-30', '2026-04-17', 'B'),
      line('cancelled', '2026-03-30', '2026-04-17', 'C'),
    ];
    expect(coming(loan({ lines: together }))).toEqual([
      { on: '2026-03-30', what: 'departure', titles: [] },
      { on: '2026-04-17', what: 'return', titles: [] },
    ]);
    const apart = [
      line('out', '2026-03-23', '2026-04-03', 'A'),
      line('option', '2026-03-30', '2026-04-17', 'B'),
    ];
    expect(coming(loan({ lines: apart }))).toEqual([
      { on: '2026-03-30', what: 'departure', titles: ['B'] },
      { on: '2026-04-03', what: 'return', titles: ['A'] },
      { on: '2026-04-17', what: 'return', titles: ['B'] },
    ]);
    expect(coming(loan({ lines: [line('closed', '2026-03-02', '2026-03-06')] }))).toEqual([]);
  });

  it('merges remarks with what was done, each told once', () => {
    const sheet = loan({
      remarks: [
        { id: 'r', at: '2026-03-06T10:00:00Z', by: 'poste', text: 'Prévoir le monte-charge' },
      ],
      history: [
        entry(9, 'undone', '2026-03-17T09:00:00Z', { undoes: 8 }),
        entry(8, 'loan_changed', '2026-03-16T09:00:00Z', { undone_by: 9 }),
        entry(5, 'remarked', '2026-03-06T10:00:00Z'),
        entry(2, 'option_placed', '2026-03-03T12:00:00Z'),
      ],
    });
    expect(events(sheet).map(({ kind, key }) => [kind, key])).toEqual([
      ['operation', '8'],
      ['remark', 'r'],
      ['operation', '2'],
    ]);
    expect(reachedOn(sheet, 'option')).toBe('2026-03-03');
    expect(reachedOn(sheet, 'confirmed')).toBeNull();
  });

  it('is written to at the address of its own contact', () => {
    const contacts = [
      { function: 'Direction', name: '', mail: 'direction@example.org', phone: '' },
      { function: 'CDI', name: '', mail: 'cdi@example.org', phone: '' },
      { function: 'Accueil', name: '', mail: '', phone: '' },
    ];
    const to = (contact: string) => correspondent(loan({ contact, borrower: { contacts } }))?.mail;
    expect([to('CDI'), to('Accueil'), to('')]).toEqual([
      'cdi@example.org',
      'direction@example.org',
      'direction@example.org',
    ]);
    expect(correspondent(loan({ contact: '', borrower: { contacts: [] } }))).toBeUndefined();
  });

  it('counts what is missing before its departure', () => {
    const dates = { agreement_sent_on: '2026-03-16', insurance_received_on: null };
    expect(missing(loan({ ...dates, agreement_signed_on: null }))).toBe(2);
  });
});

describe('other days for a loan', () => {
  const sheet = loan({
    lines: [
      line('out', '2026-03-23', '2026-04-03', 'A'),
      line('request', '2026-03-30', '2026-04-17', 'B'),
      line('returned', '2026-03-02', '2026-03-06', 'C'),
    ],
  });
  const able = movable(sheet);

  it('are asked for each line that may move; what is out keeps its first day', () => {
    expect(able.map(({ card }) => card.title)).toEqual(['A', 'B']);
    expect(around(able)).toEqual({ from: '2026-03-23', to: '2026-04-17' });
    const period = shifted({ from: '2026-03-30', to: '2026-04-17' }, 7);
    expect(period).toEqual({ from: '2026-04-06', to: '2026-04-24' });
    expect(able.map((line) => attemptOf(line, period).period.from)).toEqual([
      '2026-03-23',
      '2026-04-06',
    ]);
  });

  it('may be taken by a request, which takes nothing yet', () => {
    const answers = (...free: boolean[]) => free.map((free) => ({ free })) as AttemptAnswer[];
    expect(allFree(able, answers(true, false))).toBe(true);
    expect(allFree(able, answers(false, true))).toBe(false);
    expect(allFree(able, [])).toBe(false);
  });
});

describe('the list of loans', () => {
  const cards = [{ late_days: 0 }, { late_days: 2 }, { late_days: 6 }] as Parameters<
    typeof arranged
  >[0];
  const late = (key: string, first: boolean) =>
    arranged(cards, filterOf(key), first).map(({ late_days }) => late_days);

  it('shows the latest first when asked, and alone', () => {
    expect(late('', false)).toEqual([0, 2, 6]);
    expect(late('', true)).toEqual([6, 2, 0]);
    expect(late('retard', false)).toEqual([6, 2]);
    expect(filterOf('nonsense').key).toBe('');
  });
});

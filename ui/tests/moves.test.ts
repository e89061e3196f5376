import { describe, expect, it } from 'vitest';
import type { LineState, LoanSheet } from '../src/lib/backend';
import { movesOf, nextMove } from '../src/lib/features/loans/moves';

/** A loan whose lines stand at these states and may take those. */
function loan(state: LineState, lines: [LineState, LineState[]][]): LoanSheet {
  return {
    state,
    lines: lines.map(([at, moves]) => ({ card: { state: at }, moves })),
  } as LoanSheet;
}

describe('the moves of a loan', () => {
  it('take all lines that can make the same one', () => {
    const both = loan('confirmed', [
      ['confirmed', ['out', 'option', 'cancelled']],
      ['confirmed', ['out', 'option', 'cancelled']],
    ]);
    expect(movesOf(both).map(({ label, lines }) => [label, lines.length])).toEqual([
      ['action_depart', 2],
      ['action_back_option', 2],
      ['action_cancel', 2],
    ]);
    expect(nextMove(both)?.label).toBe('action_depart');
  });

  it('stay open when some lines left before the others', () => {
    const partly = loan('confirmed', [
      ['out', ['returned', 'confirmed']],
      ['confirmed', ['out', 'option', 'cancelled']],
    ]);
    expect(nextMove(partly)).toMatchObject({ to: 'out', back: false });
    expect(movesOf(partly).map(({ label }) => label)).toEqual([
      'action_return',
      'action_back_confirmed',
      'action_depart',
      'action_back_option',
      'action_cancel',
    ]);
  });

  it('never call a step back the departure that it looks like', () => {
    const partly = loan('confirmed', [
      ['returned', ['closed', 'out']],
      ['confirmed', ['out', 'cancelled']],
    ]);
    const departure = nextMove(partly);
    expect(departure?.lines.map(({ card }) => card.state)).toEqual(['confirmed']);
    expect(movesOf(partly).find(({ label }) => label === 'action_back_out')?.lines).toHaveLength(1);
  });

  it('end with the last state', () => {
    expect(nextMove(loan('closed', [['closed', ['returned']]]))).toBeNull();
    expect(nextMove(loan('cancelled', [['cancelled', []]]))).toBeNull();
  });
});

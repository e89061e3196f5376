/** How each move of a loan is worded, and which of them is the natural next one. */
import type { LineState, LoanLineView, LoanSheet } from '$lib/backend';
import type { Key } from '$lib/messages';
import { ACTIONS } from '$lib/states';

export const ORDER: LineState[] = ['request', 'option', 'confirmed', 'out', 'returned', 'closed'];

/** A move that a person can choose, and the lines that it concerns: not all of them when they differ. */
export interface LoanMove {
  to: LineState;
  label: Key;
  back: boolean;
  lines: LoanLineView[];
}

const BACK: Partial<Record<LineState, Key>> = {
  request: 'action_back_to_request',
  option: 'action_back_option',
  confirmed: 'action_back_confirmed',
  out: 'action_back_out',
  returned: 'action_reopen',
};

function isBack(from: LineState, to: LineState): boolean {
  return ORDER.includes(to) && ORDER.indexOf(to) < ORDER.indexOf(from);
}

/** Every move of a loan's lines: the same move of several lines is one. */
export function movesOf(loan: LoanSheet): LoanMove[] {
  const moves = new Map<Key, LoanMove>();
  for (const line of loan.lines) {
    for (const to of line.moves) {
      const back = isBack(line.card.state, to);
      const label = (back && BACK[to]) || ACTIONS[to];
      const move = moves.get(label);
      if (move) move.lines.push(line);
      else moves.set(label, { to, label, back, lines: [line] });
    }
  }
  return [...moves.values()];
}

/** The natural next move of the lines that are least advanced: a request becomes an option, an option is confirmed. */
export function nextMove(loan: LoanSheet): LoanMove | null {
  const to = ORDER[ORDER.indexOf(loan.state) + 1];
  const next = movesOf(loan).find((move) => move.to === to && !move.back);
  return next?.lines.some(({ card }) => card.state === loan.state) ? next : null;
}

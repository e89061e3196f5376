/** How each move of a loan is worded, and which of them is the natural next one. */
import type { LineState } from '$lib/backend';
import type { Key } from '$lib/messages';
import { ACTIONS } from '$lib/states';

const ORDER: LineState[] = ['request', 'option', 'confirmed', 'out', 'returned', 'closed'];

export function isBack(from: LineState, to: LineState): boolean {
  return ORDER.includes(to) && ORDER.indexOf(to) < ORDER.indexOf(from);
}

export function actionLabel(from: LineState, to: LineState): Key {
  if (!isBack(from, to)) return ACTIONS[to];
  const back: Partial<Record<LineState, Key>> = {
    request: 'action_back_to_request',
    option: 'action_back_option',
    confirmed: 'action_back_confirmed',
    out: 'action_back_out',
    returned: 'action_reopen',
  };
  return back[to] ?? ACTIONS[to];
}

/** The next state forwards: a request is confirmed or optioned by choice, so that both are offered. */
export function nextMove(from: LineState, moves: LineState[]): LineState | null {
  const forwards = moves.filter((to) => ORDER.includes(to) && !isBack(from, to));
  if (from === 'request') return forwards.find((to) => to === 'option') ?? forwards[0] ?? null;
  if (from === 'option') return forwards.find((to) => to === 'confirmed') ?? null;
  return forwards[0] ?? null;
}

export { ORDER };

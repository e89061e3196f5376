/** How each state of a line is drawn and named: icon, label, fill; never colour alone. */
import Archive from '@lucide/svelte/icons/archive';
import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleX from '@lucide/svelte/icons/circle-x';
import ClockAlert from '@lucide/svelte/icons/clock-alert';
import Hourglass from '@lucide/svelte/icons/hourglass';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Truck from '@lucide/svelte/icons/truck';
import type { LineState } from './backend';
import type { Key } from './messages';

export interface StateDrawing {
  icon: typeof Check;
  style: string;
  label: Key;
}

export const STATES: Record<LineState, StateDrawing> = {
  request: { icon: CircleDashed, style: 's-demande', label: 'state_pill_request' },
  option: { icon: Hourglass, style: 's-option', label: 'state_pill_option' },
  confirmed: { icon: Check, style: 's-confirmee', label: 'state_pill_confirmed' },
  out: { icon: Truck, style: 's-sortie', label: 'state_pill_out' },
  returned: { icon: PackageCheck, style: 's-rentree', label: 'state_pill_returned' },
  closed: { icon: Archive, style: 's-cloturee', label: 'state_pill_closed' },
  refused: { icon: CircleX, style: 's-annulee', label: 'state_pill_refused' },
  cancelled: { icon: Ban, style: 's-annulee', label: 'state_pill_cancelled' },
};

/** Late is not a state: it overlays a line that is out. */
export const LATE: StateDrawing = { icon: ClockAlert, style: 's-retard', label: 'state_pill_late' };

/** The action that takes a line to each state. */
export const ACTIONS: Record<LineState, Key> = {
  request: 'action_back_to_request',
  option: 'action_option',
  confirmed: 'action_confirm',
  out: 'action_depart',
  returned: 'action_return',
  closed: 'action_close',
  refused: 'action_refuse',
  cancelled: 'action_cancel',
};

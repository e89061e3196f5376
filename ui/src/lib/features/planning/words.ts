/** Bars, refusals and days of the planning, in words. */
import type { AttemptAnswer, Conflict, Period, PlanningRow } from '$lib/backend';
import { compact } from '$lib/features/booking/words';
import { capitalised, day, shortDay } from '$lib/format';
import { isFrench } from '$lib/locale';
import { fault, n, t, type Key } from '$lib/messages';
import { STATES } from '$lib/states';
import { lengthOf, lentDays } from '$lib/timeline';
import type { Taken } from './layout';

/** « Super espèces, confirmée, du lun. 30 mars au ven. 17 avr., Collège La Sidoine, Trévoux ». */
export function nameOf({ bar, hold, days }: Taken, row: PlanningRow, today: string): string {
  const title = row.short_name || row.title;
  if (hold) {
    return t('planning_hold_name', {
      title,
      quantity: hold.quantity > 1 ? n('bars_units', hold.quantity) : '',
      kind: t(`planning_hold_${hold.kind}`).toLowerCase(),
      from: day(days.body.from, today),
      to: day(days.body.to, today),
      label: hold.label,
    });
  }
  if (!bar) return title;
  const { from, to } = lentDays(bar);
  return t('bars_bar', {
    title,
    quantity: bar.quantity > 1 ? n('bars_units', bar.quantity) : '',
    state:
      bar.late_days > 0 ? n('bars_late', bar.late_days) : t(STATES[bar.state].label).toLowerCase(),
    from: day(from, today),
    to: day(to, today),
    borrower: bar.borrower,
    commune: bar.commune,
  });
}

/** « 20 – 30 avr. » */
export function days(period: Period): string {
  if (period.from === period.to) return shortDay(period.from);
  const { from, to } = compact(period);
  return t('planning_from_to', { from, to });
}

/** « 16 mars – 10 mai 2026 » */
export function title({ from, to }: Period): string {
  const year = (iso: string) => iso.slice(0, 4);
  const first = compact({ from, to }).from;
  const begin =
    year(from) === year(to) ? first : `${first}${isFrench() ? '\u00a0' : ' '}${year(from)}`;
  return t('planning_from_to', { from: begin, to: `${shortDay(to)} ${year(to)}` });
}

/** « 20 – 30 avr. · 11 j » */
export function daysAndLength(period: Period): string {
  return t('planning_days_length', { days: days(period), length: lengthOf(period) });
}

function who({ borrower, commune }: Conflict): string {
  return commune && !borrower.includes(commune) ? `${borrower} (${commune})` : borrower;
}

/** Why something is in the way: whose it is, when, and how far its buffer goes. */
export function reasonOf(conflict: Conflict): string {
  const values = {
    who: who(conflict),
    from: shortDay(conflict.from),
    to: shortDay(conflict.to),
    busy_from: shortDay(conflict.busy_from),
    busy_to: shortDay(conflict.busy_to),
  };
  // What has no loan is held by the centre.
  if (conflict.number === '') {
    return t(values.who ? 'planning_conflict_hold' : 'planning_conflict_hold_plain', values);
  }
  const key: Record<string, Key> = {
    late: 'planning_conflict_late',
    buffer: 'planning_conflict_buffer',
  };
  return t(key[conflict.reason] ?? 'planning_conflict_days', values);
}

/** « libre », or what is in the way. */
export function verdict(answer: AttemptAnswer, capacity: number): string {
  if (answer.fault) return fault(answer.fault);
  if (!answer.free) {
    const [first] = answer.conflicts;
    if (!first) return t('planning_not_free');
    const others = answer.conflicts.length - 1;
    return others > 0
      ? n('planning_conflict_and', others, { reason: reasonOf(first) })
      : reasonOf(first);
  }
  const free =
    capacity > 1 ? n('planning_free_of', answer.available, { capacity }) : t('planning_free');
  if (answer.departure_closed && answer.return_closed)
    return t('planning_free_closed', { verdict: free, what: t('planning_both_closed') });
  if (answer.departure_closed)
    return t('planning_free_closed', { verdict: free, what: t('planning_departure_closed') });
  if (answer.return_closed)
    return t('planning_free_closed', { verdict: free, what: t('planning_return_closed') });
  return free;
}

/** Whether the centre is open on the days of departure and return. */
export function opensOn(answer: AttemptAnswer): boolean {
  return answer.departure_closed === null && answer.return_closed === null;
}

/** « Printemps » of « Vacances de printemps ». */
export function holidayName(name: string): string {
  return capitalised(name.replace(/^vacances (?:de la |d[’']|de |du )?/i, ''));
}

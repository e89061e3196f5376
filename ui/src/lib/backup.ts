/** When the base was last copied, as the foot of the sidebar says it. */
import type { BaseState } from './backend';
import { day, daysBetween, time } from './format';
import { t } from './messages';

const REASONS = { backup_no_room: 'backup_no_room', backup_denied: 'backup_denied' } as const;

/** A failure first: the last backup that went well then stays what it was. */
export function backupWords(
  base: Pick<BaseState, 'backed_up_at' | 'backup_fault' | 'today'>,
): string {
  const failed = base.backup_fault?.code;
  if (failed) {
    const reason = failed in REASONS ? REASONS[failed as keyof typeof REASONS] : null;
    return reason ? t('backup_impossible', { reason: t(reason) }) : t('backup_failed');
  }
  if (!base.backed_up_at) return t('backup_none_yet');
  const made = base.backed_up_at.slice(0, 10);
  const at = time(base.backed_up_at);
  const age = daysBetween(made, base.today);
  if (age === 0) return t('backup_today', { time: at });
  if (age === 1) return t('backup_yesterday', { time: at });
  return t('backup_on', { day: day(made, base.today), time: at });
}

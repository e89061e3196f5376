/** What follows an operation: what it changed is fetched again, and a toast offers to take it back. */
import { toast } from 'svelte-sonner';
import { undo, type Done, type JournalEntry } from './backend';
import { refresh } from './backend/queries';
import { fault, journal, t } from './messages';
import { link, router } from './router.svelte';

const UNDO_MILLISECONDS = 10_000;

export async function succeeded(done: Done<unknown>, message: string): Promise<void> {
  await refresh(done);
  const entry = done.entry;
  if (entry === null) return;
  toast(message, {
    duration: UNDO_MILLISECONDS,
    action: { label: t('undo'), onClick: () => void takeBack(entry) },
  });
}

/** Takes back an operation, the last one when none is named. */
export async function takeBack(entry: number | null): Promise<void> {
  try {
    const done = await undo(entry);
    leaveUncreated(done.value);
    await refresh(done);
    toast(t('undone', { operation: journal(done.value) }));
  } catch (error) {
    failed(error);
  }
}

/** A loan whose creation was taken back is no longer there to look at. */
function leaveUncreated({ code, params }: JournalEntry): void {
  const { screen, id } = router.route;
  const number = params['number'];
  const isShown = screen === 'dossiers' && number && 'text' in number && number.text === id;
  if (code === 'booked' && isShown) router.go(link('dossiers'));
}

export function failed(error: unknown): void {
  toast.error(fault(error), { duration: UNDO_MILLISECONDS });
}

/** What follows an operation: what it changed is fetched again, and a toast offers to take it back. */
import { toast } from 'svelte-sonner';
import { undo, type Done, type JournalEntry } from './backend';
import { client, isAnotherBase, refresh } from './backend/queries';
import Notice from './components/Notice.svelte';
import { fault, journal, t } from './messages';
import { link, router } from './router.svelte';

/** An entry of the journal is offered once, and no longer once it is taken back. */
const noticeOf = (entry: number) => `entry-${entry}`;

/** The notice itself counts its ten seconds, and waits while it is pointed at or focused. */
const STAYS = { duration: Number.POSITIVE_INFINITY, unstyled: true };

/** Says something that cannot be taken back. */
export function told(message: string, kind: 'done' | 'failed' = 'done'): void {
  toast.custom(Notice, { ...STAYS, componentProps: { message, kind } });
}

export async function succeeded(done: Done<unknown>, message: string): Promise<void> {
  await refresh(done);
  const entry = done.entry;
  if (entry === null) return;
  // What a person should know of it, although it was done, stands in the same notice.
  const warnings = done.told.map((warning) => fault(warning));
  toast.custom(Notice, {
    ...STAYS,
    id: noticeOf(entry),
    componentProps: { message: [message, ...warnings].join(' '), undo: () => void takeBack(entry) },
  });
}

/** Takes back an operation, the last one when none is named. */
export async function takeBack(entry: number | null): Promise<void> {
  try {
    const done = await undo(entry);
    toast.dismiss(noticeOf(done.value.entry));
    leaveUncreated(done.value);
    await refresh(done);
    const message = t('undone', { operation: journal(done.value) });
    toast.custom(Notice, { ...STAYS, componentProps: { message, kind: 'undone' } });
  } catch (error) {
    // What was taken back already, elsewhere, is still shown as it was.
    void client.invalidateQueries();
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
  if (isAnotherBase(error)) void client.invalidateQueries();
  toast.custom(Notice, {
    ...STAYS,
    important: true,
    componentProps: { message: fault(error), kind: 'failed' },
  });
}

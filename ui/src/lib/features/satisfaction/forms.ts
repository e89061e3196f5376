/** The form of a line, on paper or to be filled in on a screen. */
import { openForm, saveForm } from '$lib/backend';
import { t } from '$lib/messages';
import { failed, told } from '$lib/operations';

let isBusy = false;

/** Once at a time: each opens a window of the system. */
async function once(work: () => Promise<void>): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  try {
    await work();
  } catch (error) {
    failed(error);
  }
  isBusy = false;
}

export const openPaper = (reference: string) => once(async () => void (await openForm(reference)));

export const saveToSend = (reference: string) =>
  once(async () => {
    const path = await saveForm(reference);
    if (path) told(t('satisfaction_form_saved', { path }));
  });

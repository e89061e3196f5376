/** Going over to the demonstration and back: nothing of one base may stay on screen over the other. */
import { toast } from 'svelte-sonner';
import { leaveDemonstration, openDemonstration } from '$lib/backend';
import { client } from '$lib/backend/queries';
import { draft } from '$lib/features/booking/booking.svelte';
import { recent } from '$lib/recent.svelte';
import { link, router } from '$lib/router.svelte';
import { setup } from './setup.svelte';

async function goOver(open: () => Promise<null>): Promise<void> {
  await open();
  // A notice still on screen would take back an operation of the base just left.
  toast.dismiss();
  draft.clear();
  recent.places = [];
  setup.clear();
  router.go(link('aujourdhui'));
  await client.resetQueries();
}

export const goToDemonstration = () => goOver(openDemonstration);

export const goBackToOwnBase = () => goOver(leaveDemonstration);

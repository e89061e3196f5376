/** One line moved from a list, at one click. */
import { moveLines, type LineCard, type LineState } from '$lib/backend';
import { t } from '$lib/messages';
import { failed, succeeded } from '$lib/operations';
import { STATES } from '$lib/states';

export async function moveLine(line: LineCard, to: LineState): Promise<void> {
  try {
    const done = await moveLines({
      number: line.number,
      lines: [line.id],
      to,
      on: null,
      reason: '',
      departed: null,
      long_ago: false,
    });
    const title = line.short_name || line.title;
    const message =
      to === 'out'
        ? t('departed_toast', { title })
        : to === 'returned'
          ? t('returned_toast', { title })
          : to === 'confirmed'
            ? t('confirmed_toast', { title })
            : t('moved_toast', { number: line.number, state: t(STATES[to].label) });
    await succeeded(done, message);
  } catch (error) {
    failed(error);
  }
}

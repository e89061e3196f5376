/** Where Tab stops in a form, in its order: Entrée goes from one to the next as it does. */

type Stop = HTMLInputElement | HTMLTextAreaElement;

const isRadio = (element: Element): element is HTMLInputElement =>
  element instanceof HTMLInputElement && element.type === 'radio';

/** The chosen one of a group, or its first. */
function speaksForItsGroup(radio: HTMLInputElement, all: Stop[]): boolean {
  const group = all.filter((one) => isRadio(one) && one.name === radio.name);
  return radio === (group.find((one) => isRadio(one) && one.checked) ?? group[0]);
}

export function stops(form: HTMLElement): Stop[] {
  const all = [...form.querySelectorAll<Stop>('input, textarea')].filter(
    (one) => one.tabIndex >= 0 && !one.disabled,
  );
  return all.filter((one) => !isRadio(one) || speaksForItsGroup(one, all));
}

/** The stop after the one that has the focus, or before it; none at the end. */
export function nextStop(form: HTMLElement, from: Element, way: 1 | -1): Stop | null {
  const all = stops(form);
  const at = all.findIndex(
    (one) => one === from || (isRadio(one) && isRadio(from) && one.name === from.name),
  );
  return at < 0 ? null : (all[at + way] ?? null);
}

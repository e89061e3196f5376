/** `Ctrl Entrée` saves from any field of a form. */
export function savesByKey(form: HTMLFormElement): () => void {
  function pressed(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  }
  form.addEventListener('keydown', pressed);
  return () => form.removeEventListener('keydown', pressed);
}

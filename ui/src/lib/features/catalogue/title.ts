/** « Mésopotamie – Terre d’argile » in two: what it is called, and the rest, which together are the title. */
export function titleParts(title: string): [string, string] {
  const at = /\s*(?:[\u00a0 ][–—:-]|,)\s/.exec(title)?.index ?? -1;
  return at < 4 ? [title, ''] : [title.slice(0, at), title.slice(at)];
}

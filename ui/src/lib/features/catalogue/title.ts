/** « Mésopotamie – Terre d’argile » in two: what it is called, and the rest, which together are the title. */
export function titleParts(title: string): [string, string] {
  const at = /\s*(?:[\u00a0 ][–—:-]|,)\s/.exec(title)?.index ?? -1;
  return at < 4 ? [title, ''] : [title.slice(0, at), title.slice(at)];
}

/**
 * A title on two lines, without what stands between: « Secrets d’abeilles », « version légère ». Unlike its parts, the
 * second line may be in brackets or a sentence of its own: both lines are seen, and nothing that tells two titles apart
 * is lost.
 */
export function titleLines(title: string): [string, string] {
  const [name, rest] = titleParts(title);
  if (rest) return [name, rest.replace(/^[\s\u00a0,–—:-]+/, '')];
  const [, first, second] =
    /^(.{4,}?)\s\((.+)\)$/.exec(title) ?? /^(.*?\p{L}{4})\.\s(.+)$/u.exec(title) ?? [];
  return first && second ? [first, second] : [title, ''];
}

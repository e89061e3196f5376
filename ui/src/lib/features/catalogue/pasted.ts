/** Lines copied from a spreadsheet: cells apart by tabs, and in quotes where a cell holds a line break. */

export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const end = () => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  const source = text.replace(/\r\n?/g, '\n');
  for (let at = 0; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (isQuoted) {
      if (letter !== '"') cell += letter === '\n' ? ' ' : letter;
      else if (source.charAt(at + 1) === '"') cell += source.charAt(++at);
      else isQuoted = false;
    } else if (letter === '"' && cell === '' && opensCell(source, at)) isQuoted = true;
    else if (letter === '\t') end();
    else if (letter === '\n') {
      end();
      rows.push([]);
    } else cell += letter;
  }
  end();
  return rows.filter((row) => row.some((text) => text !== ''));
}

/** A quote that is closed before a tab or the end of a line: « "3 bacs" », not the inches of « "A4 ». */
function opensCell(source: string, at: number): boolean {
  return /^"(?:[^"]|"")*"(?=\t|\n|$)/.test(source.slice(at));
}

/** Which of the things found by `Ctrl K` stands first. */

/** Without accents nor capitals. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Whether every word typed begins a word of the text. */
export function holds(text: string, search: string): boolean {
  const words = folded(text).split(/[^\p{L}\p{N}]+/u);
  return folded(search)
    .split(/\s+/)
    .every((typed) => words.some((word) => word.startsWith(typed)));
}

/** Whether what is typed can only be the number of a loan: « 51 », « 2026-051 ». */
export function isNumber(search: string): boolean {
  return /^\d[\d-]*$/.test(search.trim());
}

/** How far a number is from what was typed: « 2026-051 » and « 51 » are both the loan 2026-051. */
function distance(number: string, search: string): number {
  const sequence = number.split('-').at(-1) ?? number;
  if (number === search) return 0;
  if (Number(sequence) === Number(search)) return 1;
  if (sequence.replace(/^0+/, '').startsWith(search)) return 2;
  return number.startsWith(search) ? 3 : 4;
}

/** Loans by how near their number is to the one typed, the latest year first; as they came without a number. */
export function byNumber<Loan extends { number: string }>(loans: Loan[], search: string): Loan[] {
  const typed = search.trim();
  if (!isNumber(typed)) return loans;
  return [...loans].sort(
    (one, other) =>
      distance(one.number, typed) - distance(other.number, typed) ||
      other.number.localeCompare(one.number),
  );
}

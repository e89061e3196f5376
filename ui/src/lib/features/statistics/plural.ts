/** Labels of the register are singular, « centre social »; a chart and a sentence speak of several. */

const STOPS = ['de', 'du', 'des', 'd', 'à', 'en', 'pour', 'hors', 'sans', 'et', '/'];
const WITH_S = ['bal', 'carnaval', 'festival', 'récital', 'régal', 'landau', 'pneu', 'bleu'];

function pluralWord(word: string): string {
  const isAbbreviation = word.length > 1 && word === word.toLocaleUpperCase('fr');
  if (isAbbreviation || /[sxz)\d]$/i.test(word)) return word;
  if (WITH_S.includes(word.toLowerCase())) return `${word}s`;
  if (/al$/i.test(word)) return `${word.slice(0, -1)}ux`;
  return /[ae]u$/i.test(word) ? `${word}x` : `${word}s`;
}

/** « centres sociaux », « comités d’entreprise »: the words up to a preposition agree. */
export function frenchPlural(label: string): string {
  const words = label.split(' ');
  const stop = words.findIndex((word) =>
    STOPS.includes(word.split(/['’]/)[0]?.toLowerCase() ?? ''),
  );
  return words.map((word, at) => (stop >= 0 && at >= stop ? word : pluralWord(word))).join(' ');
}

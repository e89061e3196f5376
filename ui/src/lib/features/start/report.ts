/** What an import would bring, and what is wrong with it, in words. */
import type { Added, ImportProblem, ImportReport } from '$lib/backend';
import { number } from '$lib/format';
import { n, t, type CountKey } from '$lib/messages';

/** More rows than anybody reads on screen: the whole list can be copied. */
export const MOST_SHOWN = 500;

const PARTS = [
  'resources',
  'inventory',
  'set_parts',
  'borrowers',
  'lines',
  'questionnaires',
] as const satisfies (keyof Added)[];

export interface Brought {
  count: number;
  label: string;
  aside: string;
}

/** Each sort of row of which there is one at least. */
export function brought(added: Added): Brought[] {
  return PARTS.filter((part) => added[part] > 0).map((part) => ({
    count: added[part],
    label: n(`start_${part}` satisfies CountKey, added[part]),
    aside: part === 'lines' && added.cancelled > 0 ? n('start_cancelled', added.cancelled) : '',
  }));
}

/** « 88 ressources, 97 emprunteurs » */
export function broughtInWords(added: Added): string {
  return brought(added)
    .map(({ count, label }) => `${number(count)}\u00a0${label}`)
    .join(', ');
}

const isError = ({ severity }: ImportProblem) => severity === 'error';

/** Errors, which keep everything out, then warnings; each in the order of the files. */
export function sorted({ problems }: ImportReport): {
  errors: ImportProblem[];
  warnings: ImportProblem[];
} {
  return {
    errors: problems.filter(isError),
    warnings: problems.filter((problem) => !isError(problem)),
  };
}

/** The list for a spreadsheet or a mail: a line each, cells parted by tabs. */
export function asText(problems: ImportProblem[]): string {
  const heads = [
    t('start_severity'),
    t('start_file'),
    t('start_line'),
    t('start_column'),
    t('start_problem'),
  ];
  const rows = problems.map((problem) => [
    t(isError(problem) ? 'start_error' : 'start_warning'),
    problem.file,
    String(problem.line),
    problem.column ?? '',
    problem.message,
  ]);
  return [heads, ...rows]
    .map((cells) => cells.map((cell) => cell.replace(/\s*[\t\r\n]+\s*/g, ' ')).join('\t'))
    .join('\n');
}

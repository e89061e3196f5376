/** Files of answers: what each kind is, and what a column of a survey can bring. */
import type { AnswersReport, Question, SurveyColumn } from '$lib/backend';
import { fault, t, type Key } from '$lib/messages';

export interface Sorted {
  /** Saved by our forms. */
  forms: File[];
  /** Of an online survey. */
  surveys: File[];
  others: File[];
}

const hasEnd = (file: File, ...ends: string[]) =>
  ends.some((end) => file.name.toLowerCase().endsWith(end));

export function sorted(files: File[]): Sorted {
  const forms = files.filter((file) => hasEnd(file, '.json'));
  const surveys = files.filter((file) => hasEnd(file, '.csv', '.tsv', '.txt'));
  const others = files.filter((file) => !forms.includes(file) && !surveys.includes(file));
  return { forms, surveys, others };
}

/** The field without which a line of a survey is about nobody. */
export const REFERENCE = 'reference';

const FIELDS: [string, Key][] = [
  [REFERENCE, 'satisfaction_field_reference'],
  ['answered_on', 'satisfaction_answered_on'],
  ['first_loan', 'satisfaction_first_loan'],
  ['how_known', 'satisfaction_how_known'],
  ['people', 'satisfaction_field_people'],
  ['people_least', 'satisfaction_field_least'],
  ['people_most', 'satisfaction_field_most'],
  ['counting', 'satisfaction_field_counting'],
  ['audiences', 'satisfaction_audiences'],
  ['overall', 'satisfaction_overall'],
  ['appreciated', 'satisfaction_appreciated'],
  ['not_appreciated', 'satisfaction_not_appreciated'],
  ['welcome', 'satisfaction_welcome'],
  ['logistics', 'satisfaction_logistics'],
  ['comment', 'satisfaction_comment'],
];

export interface FieldChoice {
  field: string;
  label: string;
}

/** What a column can bring: the core questions, then the centre's own. */
export function fieldChoices(questions: Question[]): FieldChoice[] {
  return [
    ...FIELDS.map(([field, label]) => ({ field, label: t(label) })),
    ...questions.map(({ id, label }) => ({ field: `own.${id}`, label })),
  ];
}

/** One more column chosen: a field is brought by one column only, and leaves the one that had it. */
export function mapped(columns: SurveyColumn[], at: number, field: string): SurveyColumn[] {
  return columns.map((column, place) => {
    if (place === at) return { ...column, field };
    return field !== '' && column.field === field ? { ...column, field: '' } : column;
  });
}

export const hasReference = (columns: SurveyColumn[]) =>
  columns.some(({ field }) => field === REFERENCE);

/** What was refused, for a spreadsheet or a mail: a line each, cells parted by tabs. */
export function refusedAsText({ refused }: AnswersReport): string {
  return refused
    .map((one) =>
      [one.place, fault(one.fault)].map((cell) => cell.replace(/\s*[\t\r\n]+\s*/g, ' ')),
    )
    .map((cells) => cells.join('\t'))
    .join('\n');
}

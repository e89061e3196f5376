/** The answers as they are typed, and as the program takes them. */
import type {
  Answers,
  CountingMethod,
  OwnAnswer,
  Question,
  QuestionnaireSheet,
  Satisfaction,
} from '$lib/backend';
import { parseDay, typedDay } from '$lib/format';

/** From the best, in the order of the paper form. */
export const DEGREES = [
  'very_satisfied',
  'satisfied',
  'little_satisfied',
  'not_satisfied',
] as const satisfies Satisfaction[];

export const METHODS = [
  'headcount',
  'estimate',
  'range',
  'unknown',
] as const satisfies CountingMethod[];

/** What stands in the fields: a day and a number are the text that was typed, whatever it is. */
export interface Typed {
  answered_on: string;
  first_loan: boolean | null;
  how_known: string;
  counting: CountingMethod | null;
  people: string;
  least: string;
  most: string;
  audiences: string[];
  overall: Satisfaction | null;
  appreciated: string[];
  not_appreciated: string[];
  welcome: Satisfaction | null;
  logistics: Satisfaction | null;
  /** By the id of the question. */
  own: Record<string, string[]>;
  comment: string;
}

const shown = (number: number | null) => (number === null ? '' : String(number));

/** What a sheet opens with: its answers, or none but today's date. */
export function typedOf({ answers, exists }: QuestionnaireSheet, today: string): Typed {
  return {
    answered_on: typedDay(answers.answered_on ?? (exists ? '' : today)),
    first_loan: answers.first_loan,
    how_known: answers.how_known,
    counting: answers.counting,
    people: shown(answers.people),
    least: shown(answers.people_least),
    most: shown(answers.people_most),
    audiences: answers.audiences,
    overall: answers.overall,
    appreciated: answers.appreciated,
    not_appreciated: answers.not_appreciated,
    welcome: answers.welcome,
    logistics: answers.logistics,
    own: Object.fromEntries(answers.own.map(({ question, answer }) => [question, answer])),
    comment: answers.comment,
  };
}

/** Whether the way the offer was known is asked: of a first loan, and where it was answered without one. */
export function asksHowKnown(typed: Typed, before: Typed): boolean {
  if (typed.first_loan === true) return true;
  return before.how_known !== '' && typed.first_loan === before.first_loan;
}

/** Beyond what the program can read as a number, and far beyond what it takes. */
const HUGE = 1e15;

/** « 1 200 », « 1 200 »; none where nothing was typed, not a number where it is none. */
function count(text: string): number | null {
  const digits = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^\u2212/, '-');
  if (digits === '') return null;
  return /^[+-]?\d+$/.test(digits) ? Math.max(-HUGE, Math.min(HUGE, Number(digits))) : NaN;
}

/** The numbers of people that the chosen way of counting asks for. */
export function counted({ counting, people, least, most }: Typed): string[] {
  if (counting === 'range') return [least, most];
  return counting === 'unknown' ? [] : [people];
}

/** A number of people that is none, as it was typed. */
export function unreadableCount(typed: Typed): string | null {
  return counted(typed).find((text) => Number.isNaN(count(text))) ?? null;
}

export function isDayUnreadable(typed: Typed, today: string): boolean {
  return typed.answered_on.trim() !== '' && parseDay(typed.answered_on, today) === null;
}

/** What the program is given; only when the day and the numbers can be read. */
export function answersOf(
  typed: Typed,
  before: Typed,
  questions: Question[],
  today: string,
): Answers {
  const isRange = typed.counting === 'range';
  const isAlone = !isRange && typed.counting !== 'unknown';
  return {
    answered_on: parseDay(typed.answered_on, today),
    first_loan: typed.first_loan,
    how_known: asksHowKnown(typed, before) ? typed.how_known : '',
    counting: typed.counting,
    people: isAlone ? count(typed.people) : null,
    people_least: isRange ? count(typed.least) : null,
    people_most: isRange ? count(typed.most) : null,
    audiences: typed.audiences,
    overall: typed.overall,
    welcome: typed.welcome,
    logistics: typed.logistics,
    appreciated: typed.appreciated,
    not_appreciated: typed.not_appreciated,
    comment: typed.comment,
    own: questions.flatMap(({ id }): OwnAnswer[] => {
      const answer = (typed.own[id] ?? []).filter((words) => words.trim() !== '');
      return answer.length > 0 ? [{ question: id, answer }] : [];
    }),
  };
}

/** What a list offers, and what these answers hold that it no longer does. */
export function offered(choices: string[], held: string[]): string[] {
  return [...choices, ...held.filter((choice) => choice !== '' && !choices.includes(choice))];
}

/** A choice taken, or given back. */
export function toggled(chosen: string[], choice: string): string[] {
  return chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice];
}

export const isSame = (one: Typed, other: Typed) => JSON.stringify(one) === JSON.stringify(other);

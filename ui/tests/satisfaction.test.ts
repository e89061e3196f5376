import { describe, expect, it } from 'vitest';
import type {
  AnsweredRow,
  Answers,
  PendingRow,
  Question,
  QuestionnaireSheet,
  SatisfactionView,
} from '../src/lib/backend';
import {
  answersOf,
  asksHowKnown,
  isDayUnreadable,
  offered,
  toggled,
  typedOf,
  unreadableCount,
} from '../src/lib/features/satisfaction/answers';
import { CHOICE_KEYS, pressedKey, yesNoKeys } from '../src/lib/features/satisfaction/choiceKeys';
import {
  fieldChoices,
  hasReference,
  mapped,
  refusedAsText,
  sorted,
} from '../src/lib/features/satisfaction/importing';
import {
  fromParams,
  matching,
  nextWaiting,
  returnRate,
  toParams,
} from '../src/lib/features/satisfaction/list';
import { lastTwelveMonths } from '../src/lib/format';
import {
  entryLink,
  fromAddress,
  isReference,
  plain,
  toAddress,
} from '../src/lib/features/satisfaction/reference';
import { mailto, reminder } from '../src/lib/features/satisfaction/reminder';
import { parse } from '../src/lib/router.svelte';

const TODAY = '2026-03-26';

const nothing: Answers = {
  answered_on: null,
  first_loan: null,
  how_known: '',
  counting: null,
  people: null,
  people_least: null,
  people_most: null,
  audiences: [],
  overall: null,
  welcome: null,
  logistics: null,
  appreciated: [],
  not_appreciated: [],
  comment: '',
  own: [],
};

const line: PendingRow['line'] = {
  id: 'l1',
  number: '2026-051',
  code: 'EXP-001',
  title: 'Super espèces',
  short_name: 'Super espèces',
  kind: 'exhibition',
  borrower: 'Médiathèque de Nantua',
  commune: 'Nantua',
  state: 'returned',
  quantity: 1,
  planned: { from: '2026-03-02', to: '2026-03-20' },
  departed_on: '2026-03-02',
  returned_on: '2026-03-19',
  option_until: null,
  late_days: 0,
  missed: false,
  busy_from: null,
  busy_to: null,
};

const pending = (reference: string, over: Partial<PendingRow> = {}): PendingRow => ({
  line,
  reference,
  borrower_code: 'E001',
  contact: 'Mme Petit',
  mail: 'accueil@nantua.example.org',
  days_back: 7,
  ...over,
});

const sheet = (over: Partial<QuestionnaireSheet> = {}): QuestionnaireSheet => ({
  line,
  reference: '2026-051/1',
  exists: false,
  answers: nothing,
  questions: [],
  choices: { audiences: [], how_known: [], appreciated: [], not_appreciated: [] },
  others: [],
  ...over,
});

const question = (over: Partial<Question> = {}): Question => ({
  id: 'q1',
  kind: 'text',
  label: 'Une idée ?',
  choices: [],
  replaces: null,
  since_on: '2026-01-01',
  retired_on: null,
  ...over,
});

describe('a reference', () => {
  it('goes through the address and comes back, whatever the number of its loan holds', () => {
    for (const reference of ['2026-051/1', 'A/B 12/3', 'é~x/2', '2026-051']) {
      const route = parse(entryLink(reference, { onglet: 'recus' }));
      expect(route.screen).toBe('satisfaction');
      expect(route.params.get('onglet')).toBe('recus');
      expect(fromAddress(route.id)).toBe(reference);
    }
    expect(toAddress('2026-051/1')).toBe('2026-051~1');
  });

  it('is told from a word to look for', () => {
    expect(
      ['2026-051/1', ' MALLEPOSTE 2026-051/1', '51', 'malleposte X12/1'].map(isReference),
    ).toEqual([true, true, true, true]);
    expect(['Nantua', 'collège 3', ''].map(isReference)).toEqual([false, false, false]);
    expect(plain(' MALLEPOSTE 2026-051/1 ')).toBe('2026-051/1');
  });
});

describe('the keys of choices', () => {
  const press = (over: Partial<Parameters<typeof pressedKey>[0]>) =>
    pressedKey({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, ...over });

  it('are enough for the longest question, and none stands twice', () => {
    expect(new Set(CHOICE_KEYS).size).toBe(CHOICE_KEYS.length);
    expect(CHOICE_KEYS.length).toBeGreaterThanOrEqual(30);
  });

  it('take the digits of a French keyboard without Maj', () => {
    expect(press({ key: '&', code: 'Digit1' })).toBe('1');
    expect(press({ key: '1', code: 'Digit1' })).toBe('1');
    expect(press({ key: '3', code: 'Numpad3' })).toBe('3');
    expect(press({ key: 'O', code: 'KeyO' })).toBe('o');
  });

  it('leave combinations and other keys alone', () => {
    expect(press({ key: 'a', code: 'KeyA', ctrlKey: true })).toBeNull();
    expect(press({ key: 'Enter', code: 'Enter' })).toBeNull();
    expect(press({ key: 'Tab', code: 'Tab' })).toBeNull();
    expect(press({ key: 'é', code: 'KeyX' })).toBeNull();
  });

  it('say yes and no in the language of the interface', () => {
    expect(yesNoKeys('fr-FR')).toEqual(['o', 'n']);
    expect(yesNoKeys('en-GB')).toEqual(['y', 'n']);
  });
});

describe('the answers typed', () => {
  const before = typedOf(sheet(), TODAY);

  it('begin with the date of today, and with what is there', () => {
    expect(before.answered_on).toBe('26/03/2026');
    const kept = typedOf(
      sheet({ exists: true, answers: { ...nothing, people: 120, counting: 'headcount' } }),
      TODAY,
    );
    expect([kept.answered_on, kept.people]).toEqual(['', '120']);
  });

  it('come back from the program as they went', () => {
    const answers: Answers = {
      ...nothing,
      answered_on: '2026-03-20',
      first_loan: true,
      how_known: 'pass Culture',
      counting: 'range',
      people_least: 20,
      people_most: 50,
      audiences: ['collège'],
      overall: 'satisfied',
      comment: 'Merci',
      own: [{ question: 'q1', answer: ['Oui'] }],
    };
    const typed = typedOf(sheet({ exists: true, answers }), TODAY);
    expect(answersOf(typed, typed, [question()], TODAY)).toEqual(answers);
  });

  it('give the numbers that the way of counting asks for, and no other', () => {
    const typed = { ...before, people: '1\u202f200', least: '10', most: '20' };
    const given = (counting: typeof typed.counting) => {
      const answers = answersOf({ ...typed, counting }, before, [], TODAY);
      return [answers.people, answers.people_least, answers.people_most];
    };
    expect(given('headcount')).toEqual([1200, null, null]);
    expect(given('range')).toEqual([null, 10, 20]);
    expect(given('unknown')).toEqual([null, null, null]);
    // A number without a way of counting is told, not dropped.
    expect(given(null)).toEqual([1200, null, null]);
  });

  it('say what is no number and no day, and leave to the program what is out of bounds', () => {
    expect(unreadableCount({ ...before, people: 'une centaine' })).toBe('une centaine');
    expect(unreadableCount({ ...before, people: '12,5' })).toBe('12,5');
    expect(unreadableCount({ ...before, counting: 'range', least: '5', most: 'x' })).toBe('x');
    expect(unreadableCount({ ...before, counting: 'unknown', people: 'x' })).toBeNull();
    expect(unreadableCount({ ...before, people: '-5' })).toBeNull();
    const huge = answersOf({ ...before, people: '9'.repeat(40) }, before, [], TODAY).people;
    expect(Number.isSafeInteger(huge)).toBe(true);
    expect(isDayUnreadable({ ...before, answered_on: '32/13/2026' }, TODAY)).toBe(true);
    expect(isDayUnreadable({ ...before, answered_on: ' ' }, TODAY)).toBe(false);
    expect(answersOf({ ...before, answered_on: '4/3' }, before, [], TODAY).answered_on).toBe(
      '2026-03-04',
    );
  });

  it('ask how the offer was known of a first loan, and lose no answer that is there', () => {
    expect(asksHowKnown({ ...before, first_loan: true }, before)).toBe(true);
    expect(asksHowKnown({ ...before, first_loan: false }, before)).toBe(false);
    const kept = { ...before, how_known: 'pass Culture' };
    expect(asksHowKnown(kept, kept)).toBe(true);
    expect(answersOf(kept, kept, [], TODAY).how_known).toBe('pass Culture');
    expect(answersOf({ ...kept, first_loan: false }, kept, [], TODAY).how_known).toBe('');
  });

  it('leave out own questions without words', () => {
    const typed = { ...before, own: { q1: ['  '], q2: ['a', 'b'] } };
    const given = answersOf(typed, before, [question(), question({ id: 'q2' })], TODAY).own;
    expect(given).toEqual([{ question: 'q2', answer: ['a', 'b'] }]);
  });

  it('keep a choice that is no longer offered', () => {
    expect(offered(['a', 'b'], ['b', 'c', ''])).toEqual(['a', 'b', 'c']);
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

describe('the list', () => {
  it('reads and writes its address', () => {
    const params = { onglet: 'recus', de: '2025-01-01', a: '2025-12-31', recherche: 'nantua' };
    expect(toParams(fromParams(new URLSearchParams(params)))).toEqual(params);
    const bad = fromParams(new URLSearchParams({ de: '2025-02-31', a: '2025-12-31' }));
    expect([bad.tab, bad.period]).toEqual(['pending', null]);
    expect(
      fromParams(new URLSearchParams({ de: '2025-12-31', a: '2025-01-01' })).period,
    ).toBeNull();
  });

  it('knows the last twelve months, on a 29 February too', () => {
    expect(lastTwelveMonths('2026-03-26')).toEqual({ from: '2025-03-27', to: '2026-03-26' });
    expect(lastTwelveMonths('2024-02-29')).toEqual({ from: '2023-03-01', to: '2024-02-29' });
    expect(lastTwelveMonths('2023-12-31')).toEqual({ from: '2023-01-01', to: '2023-12-31' });
  });

  it('finds rows by their words and by their reference', () => {
    const rows: (PendingRow | AnsweredRow)[] = [pending('2026-051/1'), pending('2026-052/1')];
    expect(matching(rows, 'mediatheque nant')).toHaveLength(2);
    expect(matching(rows, '2026-052').map(({ reference }) => reference)).toEqual(['2026-052/1']);
    expect(matching(rows, '051/1')).toHaveLength(1);
    expect(matching(rows, 'Bourg')).toEqual([]);
    expect(matching(rows, ' ')).toEqual(rows);
  });

  it('has no return rate without a sortie', () => {
    const view = { answered_total: 81, sorties: 109 } as SatisfactionView;
    expect(returnRate(view)).toBeCloseTo(0.743, 3);
    expect(returnRate({ ...view, answered_total: 0, sorties: 0 })).toBeNull();
  });

  it('goes on with the one that follows, then with those left', () => {
    const rows = ['a/1', 'b/1', 'c/1'].map((reference) => pending(reference));
    expect(nextWaiting(rows, 'a/1')?.reference).toBe('b/1');
    expect(nextWaiting(rows, 'c/1')?.reference).toBe('a/1');
    expect(nextWaiting(rows, 'elsewhere/1')?.reference).toBe('a/1');
    expect(nextWaiting([pending('a/1')], 'a/1')).toBeNull();
  });
});

describe('a reminder', () => {
  it('names the resource, the days and the reference, and asks for the attached form back', () => {
    const message = reminder(pending('2026-051/1'), 'Altec');
    expect(message?.to).toBe('accueil@nantua.example.org');
    expect(message?.subject).toBe(
      'Votre avis sur «\u00a0Super espèces\u00a0» (prêt n°\u00a02026-051/1)',
    );
    expect(message?.body).toMatch(/^Bonjour Mme Petit,\n\n/);
    for (const words of [
      'Super espèces',
      'du lundi 2 mars 2026 au jeudi 19 mars 2026',
      'joint',
      '2026-051/1',
      'Altec',
    ])
      expect(message?.body.replace(/\u00a0/g, ' ')).toContain(words);
    expect(message?.body).not.toMatch(/\{\w+\}/);
  });

  it('greets nobody by a name that is not known, and is none without an address', () => {
    expect(reminder(pending('1/1', { contact: '' }), '')?.body).toMatch(/^Bonjour,\n/);
    expect(reminder(pending('1/1', { mail: '' }), 'Altec')).toBeNull();
  });

  it('is an address in which no character of a name changes anything', () => {
    const href = mailto({ to: 'a&b@x.org', subject: 'Prêt ? & #1', body: 'Un\nDeux & 100 %' });
    expect(href).toBe(
      'mailto:a%26b@x.org?subject=Pr%C3%AAt%20%3F%20%26%20%231&body=Un%0D%0ADeux%20%26%20100%20%25',
    );
  });
});

describe('files of answers', () => {
  it('are sorted by what they are', () => {
    const files = ['a.JSON', 'b.csv', 'c.pdf', 'd.tsv'].map((name) => new File(['x'], name));
    const { forms, surveys, others } = sorted(files);
    expect([forms, surveys, others].map((some) => some.map(({ name }) => name))).toEqual([
      ['a.JSON'],
      ['b.csv', 'd.tsv'],
      ['c.pdf'],
    ]);
  });

  it('bring a field by one column only', () => {
    const columns = [
      { heading: 'Dossier', field: 'reference', examples: [] },
      { heading: 'Numéro', field: '', examples: [] },
    ];
    const moved = mapped(columns, 1, 'reference');
    expect(moved.map(({ field }) => field)).toEqual(['', 'reference']);
    expect(hasReference(moved)).toBe(true);
    expect(hasReference(mapped(moved, 1, ''))).toBe(false);
    expect(fieldChoices([question()]).at(-1)).toEqual({ field: 'own.q1', label: 'Une idée ?' });
  });

  it('tell why they were refused, for a spreadsheet', () => {
    const why = { kind: 'input', code: 'answers_empty', params: {}, field: null, refusal: null };
    const report = { read: [], refused: [{ place: 'a\tb.json', fault: why }] };
    expect(refusedAsText(report as Parameters<typeof refusedAsText>[0])).toBe(
      'a b.json\tCe questionnaire est vide\u00a0: répondez au moins à une question.',
    );
  });
});

/** The figures of a period as the sentences of a report: what is not known is not said. */
import type { Group } from '$lib/backend';
import { longDay, number } from '$lib/format';
import { n, t, type CountKey } from '$lib/messages';
import { listFormat } from '$lib/locale';
import { titleParts } from '$lib/features/catalogue/title';
import { mostBorrowed } from './mostBorrowed';
import { duringPeriod, shortName } from './period';
import type { Fraction, Reading } from './reading';
import { chapterName, groupName, ofText, percent, typographic } from './words';

export interface Paragraph {
  title: string;
  sentences: string[];
}

/** How many groups a sentence names. */
const NAMED = 3;

const and = (parts: string[]) => listFormat({ type: 'conjunction' }).format(parts);

const lower = (text: string) => text.charAt(0).toLocaleLowerCase() + text.slice(1);
const upper = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

const TYPES: Record<string, CountKey> = {
  exhibition_light: 'statistics_text_exhibition_light',
  exhibition_interactive: 'statistics_text_exhibition_interactive',
  exhibition: 'statistics_text_exhibition',
  malle: 'statistics_text_malle',
  equipment: 'statistics_text_equipment',
  resource_set: 'statistics_text_resource_set',
};

function fund(reading: Reading): string[] {
  const resources = reading.count('fund');
  if (resources === 0) return [];
  const types = reading
    .groups('fund_by_type')
    .map(({ code, label, numerator }) =>
      TYPES[code] ? n(TYPES[code], numerator) : `${number(numerator)} ${label}`,
    );
  const acquired = reading.count('acquisitions');
  const retired = reading.count('retirements');
  return [
    n(types.length > 1 ? 'statistics_text_fund_types' : 'statistics_text_fund', resources, {
      types: and(types),
    }),
    ...(acquired > 0 ? [n('statistics_text_acquired', acquired)] : []),
    ...(retired > 0 ? [n('statistics_text_retired', retired)] : []),
  ];
}

const of = ({ numerator, denominator }: Fraction) => ofText('lines', numerator, denominator);

function circulation(reading: Reading): string[] {
  const loans = reading.count('loans_effective');
  const days = reading.count('days_out_total');
  const during = upper(duringPeriod(reading.answer.period));
  if (loans === 0 && days === 0) return [];
  const mean = reading.fraction('days_per_loan');
  const usage = reading.fraction('usage_rate');
  const occupancy = reading.fraction('occupancy_rate');
  const open = reading.fraction('occupancy_open_days');
  const cancelled = reading.count('cancellations');
  const unmet = reading.count('unmet_requests');
  const totals = { during, days: n('statistics_n_days', days) };
  return [
    mean && loans > 1
      ? n('statistics_text_loans_mean', loans, {
          ...totals,
          mean: n('days', Math.round(mean.numerator / mean.denominator)),
        })
      : n('statistics_text_loans', loans, totals),
    ...(usage
      ? [
          n('statistics_text_usage', usage.numerator, {
            whole: number(usage.denominator),
            share: percent(usage),
          }),
        ]
      : []),
    ...(occupancy
      ? [
          t(open ? 'statistics_text_occupancy_open' : 'statistics_text_occupancy', {
            share: percent(occupancy),
            of: of(occupancy),
            open: open ? percent(open) : '',
          }),
        ]
      : []),
    ...(cancelled > 0
      ? [
          n('statistics_text_cancelled', cancelled, {
            days: n('days', reading.count('cancelled_days')),
          }),
        ]
      : []),
    ...(unmet > 0 ? [n('statistics_text_unmet', unmet)] : []),
  ];
}

function borrowed(reading: Reading): string[] {
  const all = mostBorrowed(reading, 'loans', Infinity);
  const first = all.slice(0, NAMED);
  const tied = all.slice(NAMED).filter(({ loans }) => loans === first.at(-1)?.loans).length;
  const together = reading.fraction('top_three_days');
  if (first.length < NAMED) return [];
  const names = first.map(({ title, loans }) =>
    t('statistics_text_title', {
      title: titleParts(typographic(title))[0],
      loans: n('statistics_n_loans', loans),
    }),
  );
  return [
    t('statistics_text_most', { titles: and(names) }),
    ...(tied > 0 ? [n('statistics_text_tied', tied)] : []),
    ...(together
      ? [
          t('statistics_text_together', {
            days: n('statistics_n_days', together.numerator),
            share: percent(together),
            total: number(together.denominator),
          }),
        ]
      : []),
  ];
}

/** « les collèges (27 sorties, 25 %), les associations (19 sorties, 17 %) » */
function ranked(reading: Reading, key: string, groups: Group[]): string {
  const named = groups.slice(0, NAMED).map((group) =>
    t('statistics_text_group', {
      label: lower(groupName(reading, key, group)),
      loans: n('statistics_n_loans', group.numerator),
      share: percent({ ...group, decimals: 0 }),
    }),
  );
  return and(named);
}

function borrowers(reading: Reading): string[] {
  const active = reading.count('borrowers_active');
  if (active === 0) return [];
  const key = 'loans_by_borrower_type';
  const groups = reading.groups(key).filter(({ code }) => code !== 'unspecified');
  const schools = reading.count('school_establishments');
  const pass = reading.fraction('school_establishments_pass_culture');
  return [
    n('statistics_text_active', active),
    ...(groups.length > 1
      ? [t('statistics_text_first_types', { types: ranked(reading, key, groups) })]
      : []),
    ...(schools > 0
      ? [
          n('statistics_text_schools', schools) +
            (pass && pass.numerator > 0
              ? n('statistics_text_schools_pass', pass.numerator)
              : t('statistics_full_stop')),
        ]
      : []),
  ];
}

function places(reading: Reading): string[] {
  const communes = reading.count('communes');
  if (communes === 0) return [];
  const key = 'loans_by_departement';
  const departements = reading.groups(key).filter(({ code }) => code !== 'unspecified');
  const named = departements.map((group) =>
    t('statistics_text_departement', {
      name: groupName(reading, key, group),
      loans: number(group.numerator),
    }),
  );
  const outside = reading.fraction('loans_outside_home');
  return [
    departements.length > 1
      ? n('statistics_text_communes_in', communes, {
          departements: n('statistics_n_departements', departements.length),
          named: and(named),
        })
      : n('statistics_text_communes', communes),
    ...(outside
      ? [t('statistics_text_outside', { share: percent(outside), of: of(outside) })]
      : []),
  ];
}

function people(reading: Reading): string[] {
  if (!reading.isKnown('people_reached')) return [];
  const reached = reading.count('people_reached');
  const rate = reading.fraction('questionnaire_return_rate');
  const earlier = [1, 2].flatMap((years) => {
    const before = reading.earlier('people_reached', years);
    const value =
      before?.entered?.value ??
      (before?.figure?.value.shape === 'count' ? before.figure.value.value : null);
    return before && value !== null
      ? [t('statistics_before', { value: number(value), period: shortName(before.period) })]
      : [];
  });
  const answers = n('statistics_n_questionnaires', reading.count('questionnaires'));
  return [
    n(earlier.length > 0 ? 'statistics_text_people_before' : 'statistics_text_people', reached, {
      answers,
      before: and(earlier),
    }),
    ...(rate ? [t('statistics_text_returned', { share: percent(rate), of: of(rate) })] : []),
  ];
}

function satisfaction(reading: Reading): string[] {
  const positive = reading.fraction('satisfaction_overall_positive');
  const welcome = reading.fraction('satisfaction_welcome_positive');
  const logistics = reading.fraction('logistics_unsatisfied');
  const weight = reading.fraction('logistics_unsatisfied_citing_weight');
  const outdated = reading.count('outdated_content_exhibitions');
  const cited = (key: string) =>
    and(
      reading
        .groups(key)
        .slice(0, NAMED)
        .map((group) =>
          t('statistics_text_cited', {
            label: typographic(lower(groupName(reading, key, group))),
            share: percent({ ...group, decimals: 0 }),
          }),
        ),
    );
  const sentence = (key: 'appreciated' | 'not_appreciated') =>
    reading.groups(key).length > 0 ? [t(`statistics_text_${key}`, { cited: cited(key) })] : [];
  return [
    ...(positive
      ? [t('statistics_text_satisfied', { share: percent(positive), of: of(positive) })]
      : []),
    ...(welcome
      ? [t('statistics_text_welcome', { share: percent(welcome), of: of(welcome) })]
      : []),
    ...(logistics && logistics.numerator > 0
      ? [t('statistics_text_logistics', { share: percent(logistics), of: of(logistics) })]
      : []),
    ...(weight && weight.numerator > 0
      ? [n('statistics_text_weight', weight.numerator, { whole: number(weight.denominator) })]
      : []),
    ...sentence('appreciated'),
    ...sentence('not_appreciated'),
    ...(outdated > 0 ? [n('statistics_text_outdated', outdated)] : []),
  ];
}

/** The paragraphs of the report, one for each chapter that has something to say. */
export function reportText(reading: Reading): Paragraph[] {
  const paragraphs: Paragraph[] = [
    { title: chapterName('fund'), sentences: fund(reading) },
    { title: chapterName('circulation'), sentences: circulation(reading) },
    { title: chapterName('borrowed'), sentences: borrowed(reading) },
    { title: chapterName('borrowers'), sentences: borrowers(reading) },
    { title: chapterName('places'), sentences: places(reading) },
    { title: chapterName('people'), sentences: people(reading) },
    { title: chapterName('satisfaction'), sentences: satisfaction(reading) },
  ];
  const { today, period } = reading.answer;
  const said = paragraphs.filter(({ sentences }) => sentences.length > 0);
  const isRunning = today >= period.from && today < period.to;
  return isRunning && said.length > 0
    ? [
        {
          title: t('statistics_text_date_title'),
          sentences: [t('statistics_text_running', { day: longDay(today) })],
        },
        ...said,
      ]
    : said;
}

/** As it is copied: a title, its sentences, an empty line. */
export const plainText = (paragraphs: Paragraph[]) =>
  paragraphs.map(({ title, sentences }) => `${title}\n${sentences.join(' ')}`).join('\n\n');

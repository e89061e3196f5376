/** What stands in each chapter under the overview: its tables, in the order of the report. */
import type { Chapter } from '$lib/backend';
import type { Key } from '$lib/messages';

export interface Breakdown {
  /** None where the name of its only figure says it. */
  title?: Key;
  figures: { key: string; label: Key }[];
  as?: 'answers' | 'columns';
}

const one = (key: string): Breakdown => ({ figures: [{ key, label: 'statistics_count' }] });
const answers = (key: string): Breakdown => ({ ...one(key), as: 'answers' });

/** Sorties and days out, of the same groups. */
const circulating = (title: Key, groups: string): Breakdown => ({
  title,
  figures: [
    { key: `loans_by_${groups}`, label: 'statistics_sorties' },
    { key: `days_by_${groups}`, label: 'statistics_days' },
  ],
});

/** The rates of use and of occupation, of the same groups. */
const used = (title: Key, groups: string): Breakdown => ({
  title,
  figures: [
    { key: `usage_by_${groups}`, label: 'statistics_usage' },
    { key: `occupancy_by_${groups}`, label: 'statistics_occupancy' },
  ],
});

export const CHAPTERS: { chapter: Chapter; breakdowns: Breakdown[] }[] = [
  {
    chapter: 'fund',
    breakdowns: [
      one('fund_by_type'),
      one('fund_by_format'),
      one('fund_by_theme'),
      one('fund_by_owner'),
    ],
  },
  {
    chapter: 'circulation',
    breakdowns: [
      { ...circulating('statistics_by_month', 'month'), as: 'columns' },
      used('statistics_rates_by_type', 'type'),
      used('statistics_rates_by_format', 'format'),
      used('statistics_rates_by_theme', 'theme'),
      one('occupancy_by_resource'),
      one('loans_by_usage'),
      one('loans_by_accompaniment'),
      one('cancellations_by_reason'),
      one('unmet_by_resource'),
      {
        title: 'statistics_income',
        figures: [
          { key: 'income_by_type', label: 'statistics_income_by_type' },
          { key: 'income_by_borrower_type', label: 'statistics_income_by_borrower' },
        ],
      },
    ],
  },
  {
    chapter: 'borrowed',
    breakdowns: [
      circulating('statistics_by_type', 'type'),
      circulating('statistics_by_format', 'format'),
      circulating('statistics_by_theme', 'theme'),
      circulating('statistics_by_audience', 'audience'),
      circulating('statistics_by_owner', 'owner'),
      circulating('statistics_by_resource', 'resource'),
    ],
  },
  {
    chapter: 'borrowers',
    breakdowns: [
      circulating('statistics_by_borrower_type', 'borrower_type'),
      one('loans_by_borrower'),
      circulating('statistics_by_channel', 'channel'),
    ],
  },
  {
    chapter: 'places',
    breakdowns: [
      circulating('statistics_by_departement', 'departement'),
      circulating('statistics_by_commune', 'commune'),
    ],
  },
  {
    chapter: 'people',
    breakdowns: [
      {
        title: 'statistics_method',
        figures: [
          { key: 'people_reached_by_method', label: 'statistics_persons' },
          { key: 'public_method', label: 'statistics_answers_short' },
        ],
      },
      one('people_reached_by_audience'),
      one('people_reached_by_borrower_type'),
      one('people_reached_by_type'),
      one('audiences_reached'),
    ],
  },
  {
    chapter: 'satisfaction',
    breakdowns: [
      answers('satisfaction_overall'),
      answers('satisfaction_welcome'),
      answers('satisfaction_logistics'),
      one('appreciated'),
      one('not_appreciated'),
      one('first_loan'),
      one('how_known'),
    ],
  },
];

/** The guide, in the order in which the trade goes. */
import type { Key } from '$lib/messages';
import { link } from '$lib/router.svelte';

export interface HelpSection {
  name: string;
  title: Key;
  intro: Key;
  /** What to do, one after the other; or facts, in no order. */
  steps: Key[];
  isOrdered: boolean;
  links: { label: Key; href: string }[];
}

export const GUIDE: HelpSection[] = [
  {
    name: 'start',
    title: 'help_start',
    intro: 'help_start_intro',
    steps: ['help_start_1', 'help_start_2', 'help_start_3', 'help_start_4'],
    isOrdered: true,
    links: [
      { label: 'help_to_settings', href: link('reglages') },
      { label: 'help_to_new_resource', href: link('ressource') },
    ],
  },
  {
    name: 'free',
    title: 'help_free',
    intro: 'help_free_intro',
    steps: ['help_free_1', 'help_free_2', 'help_free_3'],
    isOrdered: true,
    links: [
      { label: 'help_to_catalogue', href: link('catalogue') },
      { label: 'help_to_planning', href: link('planning') },
    ],
  },
  {
    name: 'book',
    title: 'help_book',
    intro: 'help_book_intro',
    steps: ['help_book_1', 'help_book_2', 'help_book_3', 'help_book_4', 'help_book_5'],
    isOrdered: true,
    links: [{ label: 'help_to_booking', href: link('reservation') }],
  },
  {
    name: 'refused',
    title: 'help_refused',
    intro: 'help_refused_intro',
    steps: ['help_refused_1', 'help_refused_2', 'help_refused_3', 'help_refused_4'],
    isOrdered: false,
    links: [],
  },
  {
    name: 'moves',
    title: 'help_moves',
    intro: 'help_moves_intro',
    steps: ['help_moves_1', 'help_moves_2', 'help_moves_3', 'help_moves_4'],
    isOrdered: false,
    links: [{ label: 'help_to_today', href: link('aujourdhui') }],
  },
  {
    name: 'agreement',
    title: 'help_agreement',
    intro: 'help_agreement_intro',
    steps: ['help_agreement_1', 'help_agreement_2', 'help_agreement_3'],
    isOrdered: true,
    links: [{ label: 'help_to_loans', href: link('dossiers') }],
  },
  {
    name: 'planning',
    title: 'help_planning',
    intro: 'help_planning_intro',
    steps: [
      'help_planning_1',
      'help_planning_2',
      'help_planning_3',
      'help_planning_4',
      'help_planning_5',
      'help_planning_6',
    ],
    isOrdered: false,
    links: [{ label: 'help_to_planning', href: link('planning') }],
  },
  {
    name: 'import',
    title: 'help_import',
    intro: 'help_import_intro',
    steps: ['help_import_1', 'help_import_2', 'help_import_3'],
    isOrdered: true,
    links: [{ label: 'help_to_import', href: link('reglages', '', { importer: '1' }) }],
  },
  {
    name: 'undo',
    title: 'help_undo',
    intro: 'help_undo_intro',
    steps: ['help_undo_1', 'help_undo_2', 'help_undo_3'],
    isOrdered: false,
    links: [],
  },
  {
    name: 'data',
    title: 'help_data',
    intro: 'help_data_intro',
    steps: ['help_data_1', 'help_data_2', 'help_data_3'],
    isOrdered: false,
    links: [{ label: 'help_to_settings', href: link('reglages') }],
  },
];

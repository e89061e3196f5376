/** What the planning shows: in the address, in the question asked, in words. */
import type {
  ExhibitionForm,
  Grouping,
  LineState,
  Period,
  PlanningGroup,
  PlanningQuery,
  ResourceKind,
} from '$lib/backend';
import { typeName, typeOf } from '$lib/features/catalogue/filters';
import { capitalised, parseDay, plusDays, weekday } from '$lib/format';
import { t, type Key } from '$lib/messages';
import { STATES } from '$lib/states';

export type Zoom = 'mois' | 'deux-mois' | 'trimestre' | 'annee';

/** Whole weeks, from a Monday on. */
export const ZOOMS: Record<Zoom, { weeks: number; step: number; label: Key; name: Key }> = {
  mois: { weeks: 4, step: 2, label: 'planning_zoom_4', name: 'planning_zoom_4_name' },
  'deux-mois': { weeks: 8, step: 4, label: 'planning_zoom_8', name: 'planning_zoom_8_name' },
  trimestre: {
    weeks: 13,
    step: 6,
    label: 'planning_zoom_quarter',
    name: 'planning_zoom_quarter_name',
  },
  annee: { weeks: 52, step: 26, label: 'planning_zoom_year', name: 'planning_zoom_year_name' },
};

export const GROUPINGS: Record<Grouping, { param: string; label: Key }> = {
  kind: { param: '', label: 'planning_by_kind' },
  theme: { param: 'theme', label: 'planning_by_theme' },
  location: { param: 'lieu', label: 'planning_by_location' },
};

export interface View {
  /** First day; empty for the usual one. */
  from: string;
  zoom: Zoom;
  search: string;
  types: string[];
  themes: string[];
  states: string[];
  communes: string[];
  onlyBooked: boolean;
  grouping: Grouping;
  isTable: boolean;
  /** The line or hold shown beside. */
  selection: string;
  /** Groups folded. */
  folded: string[];
}

/** Labels may hold commas. */
const BETWEEN = '|';
const FORMS: string[] = ['light', 'interactive'] satisfies ExhibitionForm[];

export function fromParams(params: URLSearchParams): View {
  const list = (name: string) => params.get(name)?.split(BETWEEN).filter(Boolean) ?? [];
  const zoom = params.get('zoom') ?? '';
  const grouping = (Object.keys(GROUPINGS) as Grouping[]).find(
    (one) => GROUPINGS[one].param === params.get('groupe'),
  );
  const from = params.get('de') ?? '';
  return {
    from: /^\d{4}-\d\d-\d\d$/.test(from) && parseDay(from, from) === from ? from : '',
    zoom: zoom in ZOOMS ? (zoom as Zoom) : 'deux-mois',
    search: params.get('recherche') ?? '',
    types: list('type'),
    themes: list('theme'),
    states: list('etat').filter((state) => state in STATES),
    communes: list('commune'),
    onlyBooked: params.get('reservees') === '1',
    grouping: grouping ?? 'kind',
    isTable: params.get('vue') === 'tableau',
    selection: params.get('selection') ?? '',
    folded: list('plie'),
  };
}

export function toParams(view: View): Record<string, string> {
  return {
    de: view.from,
    zoom: view.zoom === 'deux-mois' ? '' : view.zoom,
    ...filterParams(view),
    groupe: GROUPINGS[view.grouping].param,
    vue: view.isTable ? 'tableau' : '',
    selection: view.selection,
    plie: view.folded.join(BETWEEN),
  };
}

function filterParams(view: View): Record<string, string> {
  return {
    recherche: view.search,
    type: view.types.join(BETWEEN),
    theme: view.themes.join(BETWEEN),
    etat: view.states.join(BETWEEN),
    commune: view.communes.join(BETWEEN),
    reservees: view.onlyBooked ? '1' : '',
  };
}

export const NO_FILTERS = {
  search: '',
  types: [],
  themes: [],
  states: [],
  communes: [],
  onlyBooked: false,
} satisfies Partial<View>;

export function isFiltered(view: View): boolean {
  return Object.values(filterParams(view)).some((value) => value !== '');
}

/** What is filtered, in words, for a planning that came out empty. */
export function inWords(view: View): string[] {
  return [
    ...(view.search ? [t('planning_filter_search', { search: view.search })] : []),
    ...view.types.map((type) => typeName(type).toLowerCase()),
    ...view.themes,
    ...view.states.map((state) => t(STATES[state as LineState].label).toLowerCase()),
    ...view.communes,
    ...(view.onlyBooked ? [t('planning_only_booked').toLowerCase()] : []),
  ];
}

export function mondayOf(day: string): string {
  return plusDays(day, -weekday(day));
}

/** The usual first day: last week's Monday, so that what just came back still shows. */
export function usualStart(today: string): string {
  return plusDays(mondayOf(today), -7);
}

export function periodOf(view: View, today: string): Period {
  const from = view.from || usualStart(today);
  return { from, to: plusDays(from, 7 * ZOOMS[view.zoom].weeks - 1) };
}

/** The first day some weeks later or earlier; empty again where that is the usual one. */
export function shifted(view: View, today: string, weeks: number): string {
  const from = plusDays(view.from || usualStart(today), 7 * weeks);
  return from === usualStart(today) ? '' : from;
}

export function toQuery(view: View, today: string): PlanningQuery {
  return {
    period: periodOf(view, today),
    grouping: view.grouping,
    search: view.search,
    kinds: view.types.filter((type): type is ResourceKind => !FORMS.includes(type)),
    forms: view.types.filter((type): type is ExhibitionForm => FORMS.includes(type)),
    themes: view.themes,
    states: view.states as LineState[],
    communes: view.communes,
    only_booked: view.onlyBooked,
  };
}

export function groupName({ kind, form, label }: PlanningGroup, grouping: Grouping): string {
  if (kind) return t(`planning_group_${typeOf({ kind, form })}` as Key);
  if (label) return capitalised(label);
  return t(grouping === 'theme' ? 'planning_group_no_theme' : 'planning_group_no_location');
}

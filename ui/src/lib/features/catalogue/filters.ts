/** The filters of the catalogue: in the address, in the question asked, in words. */
import type {
  CatalogueQuery,
  ExhibitionForm,
  KindCount,
  LabelCount,
  Period,
  ResourceCard,
  ResourceKind,
} from '$lib/backend';
import { day } from '$lib/format';
import { byWords } from '$lib/locale';
import { t, type Key } from '$lib/messages';

/** A kind as a filter names it: exhibitions by their form. */
export type Type = Exclude<ResourceKind, 'exhibition'> | ExhibitionForm | 'exhibition';

/** In which order; the empty one is the program's own: the best match first, then by code. */
export type Sort = '' | 'titre' | 'disponibilite' | 'poids' | 'depart';
export const SORTS: readonly Sort[] = ['', 'disponibilite', 'titre', 'poids', 'depart'];

export type View = 'vignettes' | 'tableau';

export interface Filters {
  search: string;
  from: string;
  to: string;
  onlyFree: boolean;
  types: string[];
  themes: string[];
  audiences: string[];
  /** Show what left the fund too. */
  retired: boolean;
  sort: Sort;
  /** None when the person did not choose here. */
  view: View | null;
}

/** Labels may hold commas. */
const BETWEEN = '|';
const FORMS: string[] = ['light', 'interactive'] satisfies ExhibitionForm[];
const KINDS: string[] = [
  'exhibition',
  'malle',
  'equipment',
  'machine',
  'resource_set',
] satisfies ResourceKind[];

const VIEWS: readonly View[] = ['vignettes', 'tableau'];

export function fromParams(params: URLSearchParams): Filters {
  const list = (name: string) => params.get(name)?.split(BETWEEN).filter(Boolean) ?? [];
  return {
    search: params.get('recherche') ?? '',
    from: params.get('du') ?? '',
    to: params.get('au') ?? '',
    onlyFree: params.get('libres') === '1',
    types: list('types'),
    themes: list('themes'),
    audiences: list('publics'),
    retired: params.get('retirees') === '1',
    sort: SORTS.find((sort) => sort === params.get('tri')) ?? '',
    view: VIEWS.find((view) => view === params.get('vue')) ?? null,
  };
}

export function toParams(filters: Filters): Record<string, string> {
  return {
    recherche: filters.search,
    du: filters.from,
    au: filters.to,
    libres: filters.onlyFree ? '1' : '',
    types: filters.types.join(BETWEEN),
    themes: filters.themes.join(BETWEEN),
    publics: filters.audiences.join(BETWEEN),
    retirees: filters.retired ? '1' : '',
    tri: filters.sort,
    vue: filters.view ?? '',
  };
}

/** The same without what leaves resources out. */
export function unfiltered({ sort, view }: Filters): Filters {
  return { ...fromParams(new URLSearchParams()), sort, view };
}

export function isFiltered(filters: Filters): boolean {
  const none = toParams(unfiltered(filters));
  return Object.entries(toParams(filters)).some(([name, value]) => value !== none[name]);
}

/** The days asked for, once both are known and in order. */
export function periodOf({ from, to }: Filters): Period | null {
  return from && to && from <= to ? { from, to } : null;
}

export function toQuery(filters: Filters): CatalogueQuery {
  const free = periodOf(filters);
  return {
    search: filters.search,
    kinds: filters.types.filter((type): type is ResourceKind => KINDS.includes(type)),
    forms: filters.types.filter((type): type is ExhibitionForm => FORMS.includes(type)),
    themes: filters.themes,
    audiences: filters.audiences,
    free,
    quantity: null,
    only_free: filters.onlyFree && free !== null,
    with_retired: filters.retired,
  };
}

export function typeOf({ kind, form }: Pick<KindCount, 'kind' | 'form'>): Type {
  return kind === 'exhibition' ? (form ?? 'exhibition') : kind;
}

export function typeName(type: string): string {
  return t(`catalogue_kind_${type}` as Key);
}

/** What is filtered, in words, for a list that came out empty. */
export function inWords(filters: Filters, today: string): string[] {
  const period = periodOf(filters);
  return [
    ...(filters.search ? [t('catalogue_filter_search', { search: filters.search })] : []),
    ...(period
      ? [
          t('catalogue_filter_free', {
            from: day(period.from, today),
            to: day(period.to, today),
          }),
        ]
      : []),
    ...filters.types.map((type) => typeName(type).toLowerCase()),
    ...filters.themes,
    ...filters.audiences,
  ];
}

/** Whether a resource has left the fund. */
export function isRetired(
  { retired_on: on }: Pick<ResourceCard, 'retired_on'>,
  today: string,
): boolean {
  return on !== null && on <= today;
}

/** How soon it can be had: free, then what comes back first, then what is late. */
function availabilityRank({ availability, out_now: out, late, back_on: back }: ResourceCard) {
  if (availability) return availability.free ? '0' : `1${availability.conflict?.busy_to ?? '9'}`;
  if (late) return '2';
  return out > 0 ? `1${back ?? '9'}` : '0';
}

/** What was found, in the order asked for. */
export function sorted(found: ResourceCard[], { sort }: Filters): ResourceCard[] {
  const { compare } = byWords();
  const LAST = '9999';
  switch (sort) {
    case 'titre':
      return found.toSorted((a, b) => compare(a.title, b.title));
    case 'disponibilite':
      return found.toSorted((a, b) => availabilityRank(a).localeCompare(availabilityRank(b)));
    case 'poids':
      return found.toSorted((a, b) => (a.weight_g ?? Infinity) - (b.weight_g ?? Infinity) || 0);
    case 'depart':
      return found.toSorted((a, b) =>
        (a.next_departure ?? LAST).localeCompare(b.next_departure ?? LAST),
      );
    default:
      return found;
  }
}

/** Audiences by age, and after them those that a centre added. */
const LEVELS = ['maternelle', 'primaire', 'collège', 'lycée', 'supérieur'];
const BY_AGE = [...LEVELS, 'grand public'];

export function byAge(labels: string[]): string[] {
  const rank = (label: string) => (BY_AGE.includes(label) ? BY_AGE.indexOf(label) : BY_AGE.length);
  return [...labels].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Audiences by age, three levels or more that follow each other in one: « primaire au lycée », « grand public ». */
export function inBrief(labels: string[]): string[] {
  const has = (at: number) => labels.includes(LEVELS[at] ?? '');
  const first = LEVELS.findIndex((_, at) => has(at) && has(at + 1) && has(at + 2));
  if (first < 0) return byAge(labels);
  // Of five levels only one such run is possible.
  let end = first + 3;
  while (has(end)) end += 1;
  const [lowest = '', ...others] = LEVELS.slice(first, end);
  const run = t('catalogue_levels', { first: lowest, last: others.at(-1) ?? '' });
  return byAge(labels)
    .filter((label) => !others.includes(label))
    .map((label) => (label === lowest ? run : label));
}

/** Counts with what is chosen and counts nothing, so that it can be taken off. */
export function withChosen(counts: LabelCount[], chosen: string[]): LabelCount[] {
  const missing = chosen.filter((label) => !counts.some((count) => count.label === label));
  return [...counts, ...missing.map((label) => ({ label, count: 0 }))];
}

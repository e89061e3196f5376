/** What the address of the screen says: the period, the part of the fund, what is compared, the list that is open. */
import type { ExhibitionForm, FiguresQuery, Period, ResourceKind, Side } from '$lib/backend';
import { link } from '$lib/router.svelte';
import { civilYear } from './period';

/** The list behind a figure, a group of it, one of its sides. */
export interface Opened {
  key: string;
  group: string | null;
  side: Side;
}

export interface Address {
  period: Period;
  /** A kind, an exhibition by its form; empty for all. */
  type: string;
  theme: string;
  owner: string;
  /** How many years before it is compared with; zero for nothing. */
  compared: 0 | 1 | 2;
  opened: Opened | null;
}

const FORMS: string[] = ['light', 'interactive'] satisfies ExhibitionForm[];
/** The machines of the FabLab do not travel. */
const KINDS: string[] = [
  'exhibition',
  'malle',
  'equipment',
  'resource_set',
] satisfies ResourceKind[];
export const TYPES = ['light', 'interactive', 'malle', 'equipment', 'resource_set'] as const;

const SIDES: Record<string, Side> = { tout: 'whole', autres: 'rest' };

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function fromParams(params: URLSearchParams, today: string): Address {
  const from = params.get('de') ?? '';
  const to = params.get('a') ?? '';
  const type = params.get('type') ?? '';
  const key = params.get('liste') ?? '';
  const compared = params.get('comparer');
  return {
    period: isDay(from) && isDay(to) ? { from, to } : civilYear(Number(today.slice(0, 4))),
    type: FORMS.includes(type) || KINDS.includes(type) ? type : '',
    theme: params.get('theme') ?? '',
    owner: params.get('proprietaire') ?? '',
    compared: compared === '1' ? 1 : compared === '2' ? 2 : 0,
    opened: key
      ? {
          key,
          group: params.get('groupe') || null,
          side: SIDES[params.get('cote') ?? ''] ?? 'part',
        }
      : null,
  };
}

export function toParams(address: Address): Record<string, string> {
  const { period, type, theme, owner, compared, opened } = address;
  const side = Object.entries(SIDES).find(([, side]) => side === opened?.side)?.[0] ?? '';
  return {
    de: period.from,
    a: period.to,
    type,
    theme,
    proprietaire: owner,
    comparer: compared ? String(compared) : '',
    liste: opened?.key ?? '',
    groupe: opened?.group ?? '',
    cote: side,
  };
}

export const linkTo = (address: Address) => link('statistiques', '', toParams(address));

/** What is asked of the program: what is compared and what is open change nothing in it. */
export function questionOf({ period, type, theme, owner }: Address): FiguresQuery {
  const form = FORMS.includes(type) ? (type as ExhibitionForm) : null;
  const kind = form ? 'exhibition' : type ? (type as ResourceKind) : null;
  return { period, kind, form, theme, owner };
}

export const isWholeFund = ({ type, theme, owner }: Address) => !type && !theme && !owner;

/** What each screen asks, once for all: its key says what makes it stale. */
import { QueryCache, QueryClient, createQuery, keepPreviousData } from '@tanstack/svelte-query';
import * as backend from './generated/commands';
import type {
  Attempt,
  AvailabilityQuery,
  BehindQuery,
  CatalogueQuery,
  Done,
  FiguresQuery,
  LoanQuery,
  Part,
  Period,
  PlanningQuery,
  ReportModel,
  SatisfactionView,
} from './generated/types';
import { lastTwelveMonths } from '$lib/format';
import { faultCode } from '$lib/messages';

/** Another base took the place of the one that was open: all that is shown is of the old one. */
export function isAnotherBase(error: unknown): boolean {
  const code = faultCode(error);
  return code === 'base_changed' || code === 'base_replaced';
}

export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isAnotherBase(error)) void client.invalidateQueries();
    },
  }),
  defaultOptions: {
    // The base is on this computer: an answer holds until an operation changes it, and a failure will not
    // mend itself by asking again.
    queries: {
      staleTime: Infinity,
      retry: false,
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
  },
});

/** The parts of the base that a query reads. */
const reads = (parts: Part[], ...rest: unknown[]) => ['base', parts.join('+'), ...rest] as const;

/** What is free, and on what that rests. */
const FREE: Part[] = ['loans', 'holds', 'resources', 'lists'];
const LOANS: Part[] = [...FREE, 'borrowers'];

/**
 * One question to the program. What is asked is read once, for the key and for the call: read again when the
 * call is made, it could by then be another question, whose answer would be kept under this key.
 */
function ask<Asked, Answered>(
  parts: Part[],
  name: string,
  asked: () => Asked,
  command: (asked: Asked) => Promise<Answered>,
  { enabled = () => true, keepLast = false }: { enabled?: () => boolean; keepLast?: boolean } = {},
) {
  return createQuery(() => {
    const question = asked();
    return {
      queryKey: reads(parts, name, question),
      queryFn: () => command(question),
      enabled: enabled(),
      // The last answer stays on screen while the next one comes, so that nothing flickers as one types.
      ...(keepLast ? { placeholderData: keepPreviousData } : {}),
    };
  });
}

const nothing = () => null;

export const baseState = () =>
  ask([...LOANS, 'questionnaires', 'journal'], 'state', nothing, () => backend.baseState());

export const today = () => ask(LOANS, 'today', nothing, () => backend.today());

export const lists = () => ask(['lists'], 'lists', nothing, () => backend.lists());

export const catalogue = (query: () => CatalogueQuery) =>
  ask([...FREE, 'photos'], 'catalogue', query, backend.catalogue, { keepLast: true });

export const resource = (code: () => string) =>
  ask([...LOANS, 'photos'], 'resource', code, backend.resource);

export const availability = (query: () => AvailabilityQuery, enabled: () => boolean) =>
  ask(LOANS, 'availability', query, backend.availability, { enabled, keepLast: true });

export const borrowers = (search: () => string, enabled: () => boolean = () => true) =>
  ask(LOANS, 'borrowers', search, backend.borrowers, { enabled, keepLast: true });

export const loans = (query: () => LoanQuery) =>
  ask(LOANS, 'loans', query, backend.loans, { keepLast: true });

export const loan = (number: () => string) =>
  ask([...LOANS, 'questionnaires', 'journal'], 'loan', number, backend.loan);

/** What would come of other days, for each line of a loan. */
export const attempts = (lines: () => Attempt[], enabled: () => boolean) =>
  ask(FREE, 'attempts', lines, (asked) => Promise.all(asked.map((line) => backend.attempt(line))), {
    enabled,
    keepLast: true,
  });

export const agreementPages = (number: () => string) =>
  ask(LOANS, 'agreement', number, backend.agreementPages);

export const agreementBoxes = (number: () => string) =>
  ask(LOANS, 'agreement boxes', number, backend.agreementBoxes);

export const planning = (query: () => PlanningQuery) =>
  ask([...LOANS, 'photos'], 'planning', query, backend.planning, { keepLast: true });

export const borrower = (code: () => string) => ask(LOANS, 'borrower', code, backend.borrower);

export const communes = (search: () => string) =>
  ask([], 'communes', search, backend.communes, {
    enabled: () => search().trim().length > 1,
    keepLast: true,
  });

export const found = (search: () => string) =>
  ask(LOANS, 'find', search, backend.find, {
    enabled: () => search().trim() !== '',
    keepLast: true,
  });

export const settings = () =>
  ask(['settings', 'loans', 'resources', 'borrowers'], 'settings', nothing, () =>
    backend.settings(),
  );

export const about = () => ask([], 'about', nothing, () => backend.about());

/** The figures rest on everything: whatever an operation changed, they are counted again. */
const EVERYTHING: Part[] = [...LOANS, 'questionnaires', 'questions', 'figures'];

export const figures = (query: () => FiguresQuery, enabled: () => boolean) =>
  ask(EVERYTHING, 'figures', query, backend.figures, { enabled, keepLast: true });

export const figureLines = (query: () => BehindQuery) =>
  ask(EVERYTHING, 'figure-lines', query, backend.figureLines, { keepLast: true });

export const pastFigures = () =>
  ask(['figures'], 'past-figures', nothing, () => backend.pastFigures());

/** What a person wrote in the chapters of a report. */
export const reportTexts = (asked: () => { year: number; model: ReportModel }) =>
  ask(['report_texts'], 'report-texts', asked, ({ year, model }) =>
    backend.reportTexts(year, model),
  );

/** Of the twelve months that end today, as the sidebar counts them; of the last year before in which something left. */
async function lastSatisfaction(today: string): Promise<SatisfactionView> {
  const recent = await backend.satisfaction(lastTwelveMonths(today));
  if (recent.sorties > 0 || !recent.first_day) return recent;
  for (let year = Number(today.slice(0, 4)) - 1; ; year -= 1) {
    const view = await backend.satisfaction({ from: `${year}-01-01`, to: `${year}-12-31` });
    if (view.sorties > 0 || Number(recent.first_day.slice(0, 4)) >= year) return view;
  }
}

/** Who has answered: over some days, or over the last twelve months. */
export const satisfaction = (asked: () => { period: Period | null; today: string }) =>
  ask(
    EVERYTHING,
    'satisfaction',
    () => (asked().period ? { period: asked().period, today: '' } : { ...asked() }),
    ({ period, today }) => (period ? backend.satisfaction(period) : lastSatisfaction(today)),
    { enabled: () => asked().today !== '', keepLast: true },
  );

export const questionnaire = (reference: () => string) =>
  ask(EVERYTHING, 'questionnaire', reference, backend.questionnaire);

export const questions = () =>
  ask(['questions', 'questionnaires'], 'questions', nothing, () => backend.questions());

/** Fetches again what an operation changed, and nothing else. */
export async function refresh(done: Done<unknown>): Promise<void> {
  const { changed } = done;
  // The zone, the opening days and the name of the centre are read everywhere.
  if (changed.includes('settings')) return client.invalidateQueries();
  await client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const parts = String(queryKey[1] ?? '').split('+');
      return changed.some((part) => parts.includes(part));
    },
  });
}

const MINUTE = 60_000;
/** How often it is asked whether another program wrote to the base: within a second, what it wrote is seen. */
const LOOK = 750;

/**
 * A window stays open for days while other programs write to the base and midnight goes by: what it shows is asked
 * again when another program wrote, at once when a person comes back to it, and when the day changes. What this window
 * writes itself is no change for the program's count, and is fetched again by what it touched alone.
 */
export function keepFresh(): () => void {
  let day = new Date().toDateString();
  let known: number | null = null;
  let asking = false;
  const look = async () => {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const version = await backend.version();
      if (version !== null) {
        const isOthers = known !== null && known !== version;
        known = version;
        if (isOthers) await client.invalidateQueries();
      }
    } catch {
      // A base that cannot be reached is told by what is asked of it.
    } finally {
      asking = false;
    }
  };
  const midnight = () => {
    const now = new Date().toDateString();
    if (now === day) return;
    day = now;
    void client.invalidateQueries();
  };
  const cameBack = () => void look();
  const timers = [setInterval(midnight, MINUTE), setInterval(cameBack, LOOK)];
  window.addEventListener('focus', cameBack);
  return () => {
    timers.forEach(clearInterval);
    window.removeEventListener('focus', cameBack);
  };
}

/** What each screen asks, once for all: its key says what makes it stale. */
import { QueryClient, createQuery } from '@tanstack/svelte-query';
import * as backend from './generated/commands';
import type {
  AvailabilityQuery,
  CatalogueQuery,
  Changed,
  Done,
  LoanQuery,
} from './generated/types';

export const client = new QueryClient({
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

/** The parts of the base that a query reads, named as `Changed` names them. */
type Part = keyof Changed;
const reads = (parts: Part[], ...rest: unknown[]) => ['base', parts.join('+'), ...rest] as const;

const LOANS: Part[] = ['loans', 'resources', 'borrowers'];

export const baseState = () =>
  createQuery(() => ({ queryKey: reads(LOANS, 'state'), queryFn: () => backend.baseState() }));

export const today = () =>
  createQuery(() => ({ queryKey: reads(LOANS, 'today'), queryFn: () => backend.today() }));

export const lists = () =>
  createQuery(() => ({ queryKey: reads(LOANS, 'lists'), queryFn: () => backend.lists() }));

/** The last answer stays on screen while the next one comes, so that nothing flickers as one types. */
const kept = <T>(previous: T | undefined) => previous;

export const catalogue = (query: () => CatalogueQuery) =>
  createQuery(() => ({
    queryKey: reads(['loans', 'resources'], 'catalogue', query()),
    queryFn: () => backend.catalogue(query()),
    placeholderData: kept,
  }));

export const resource = (code: () => string) =>
  createQuery(() => ({
    queryKey: reads(LOANS, 'resource', code()),
    queryFn: () => backend.resource(code()),
  }));

export const availability = (query: () => AvailabilityQuery, enabled: () => boolean) =>
  createQuery(() => ({
    queryKey: reads(LOANS, 'availability', query()),
    queryFn: () => backend.availability(query()),
    enabled: enabled(),
    placeholderData: kept,
  }));

export const borrowers = (search: () => string, enabled: () => boolean = () => true) =>
  createQuery(() => ({
    queryKey: reads(LOANS, 'borrowers', search()),
    queryFn: () => backend.borrowers(search()),
    enabled: enabled(),
    placeholderData: kept,
  }));

export const loans = (query: () => LoanQuery) =>
  createQuery(() => ({
    queryKey: reads(LOANS, 'loans', query()),
    queryFn: () => backend.loans(query()),
    placeholderData: kept,
  }));

export const loan = (number: () => string) =>
  createQuery(() => ({
    queryKey: reads(LOANS, 'loan', number()),
    queryFn: () => backend.loan(number()),
  }));

export const agreementPages = (number: () => string, enabled: () => boolean) =>
  createQuery(() => ({
    queryKey: reads(LOANS, 'agreement', number()),
    queryFn: () => backend.agreementPages(number()),
    enabled: enabled(),
  }));

/** Fetches again what an operation changed, and nothing else. */
export async function refresh(done: Done<unknown>): Promise<void> {
  const changed = (Object.keys(done.changed) as Part[]).filter((part) => done.changed[part]);
  await client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const parts = String(queryKey[1] ?? '').split('+');
      return changed.some((part) => parts.includes(part));
    },
  });
}

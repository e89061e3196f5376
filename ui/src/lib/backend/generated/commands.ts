// Written by `cargo xtask bindings` from src-tauri/src/commands/list.rs. Do not edit.
import { invoke } from '@tauri-apps/api/core';
import type { AvailabilityAnswer, AvailabilityQuery, BaseState, BorrowerCard, Catalogue, CatalogueQuery, Done, JournalEntry, Lists, LoanCard, LoanQuery, LoanSheet, Move, NewBooking, NewBorrower, ResourceSheet, Today } from './types';

/** Which base is open, and the counts of the sidebar. */
export const baseState = (): Promise<BaseState> =>
  invoke('base_state');

/** The last operations, the latest first. */
export const journal = (limit: number): Promise<Array<JournalEntry>> =>
  invoke('journal', { limit });

/** Takes back an operation, the last one when none is named. */
export const undo = (entry: number | null): Promise<Done<JournalEntry>> =>
  invoke('undo', { entry });

/** The catalogue, filtered, the best match first. */
export const catalogue = (query: CatalogueQuery): Promise<Catalogue> =>
  invoke('catalogue', { query });

/** Everything about the resource of that code. */
export const resource = (code: string): Promise<ResourceSheet> =>
  invoke('resource', { code });

/** The editable lists. */
export const lists = (): Promise<Lists> =>
  invoke('lists');

/** Whether what is wanted is free, with the reasons and the ways out. */
export const availability = (query: AvailabilityQuery): Promise<AvailabilityAnswer> =>
  invoke('availability', { query });

/** The borrowers that hold every word typed. */
export const borrowers = (search: string): Promise<Array<BorrowerCard>> =>
  invoke('borrowers', { search });

/** Adds a borrower. */
export const newBorrower = (borrower: NewBorrower): Promise<Done<BorrowerCard>> =>
  invoke('new_borrower', { borrower });

/** What a person must do now. */
export const today = (): Promise<Today> =>
  invoke('today');

/** The loans that hold every word typed. */
export const loans = (query: LoanQuery): Promise<Array<LoanCard>> =>
  invoke('loans', { query });

/** Everything about the loan of that number. */
export const loan = (number: string): Promise<LoanSheet> =>
  invoke('loan', { number });

/** Books. */
export const book = (booking: NewBooking): Promise<Done<LoanSheet>> =>
  invoke('book', { booking });

/** Moves lines of a loan to another state. */
export const moveLines = (request: Move): Promise<Done<LoanSheet>> =>
  invoke('move_lines', { request });

/** The pages of a loan's agreement, one SVG each. */
export const agreementPages = (number: string): Promise<Array<string>> =>
  invoke('agreement_pages', { number });

/** Saves the agreement where the person says; answers the place, none when they change their mind. */
export const saveAgreement = (number: string): Promise<string | null> =>
  invoke('save_agreement', { number });

/** Opens the agreement in the program that the person reads PDF with. */
export const openAgreement = (number: string): Promise<null> =>
  invoke('open_agreement', { number });

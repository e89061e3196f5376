/** The only door to the program behind the window. */
export * from './generated/commands';
export type * from './generated/types';

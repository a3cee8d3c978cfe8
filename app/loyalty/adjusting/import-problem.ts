import type { LineProblem, MissingColumn } from './read-line.ts';

/** What is wrong with a line, as far as it can be told. The line is numbered as a spreadsheet does: the header is 1. */
export interface ProblemOfLine {
  readonly line: number;
  readonly code:
    | LineProblem
    /** No customer of this id or address is a member. */
    | 'customer_unknown'
    /** Two members have this address. */
    | 'customer_ambiguous'
    /** The id is one member's, and the address another's. */
    | 'customer_contradictory'
    /** The same member, points and reason as in another line above. */
    | 'duplicate';
}

/** Why a file cannot be read to its end. */
export type ProblemOfFile =
  /** `workbook`: what a spreadsheet program saves by itself, and not a CSV. */
  | { readonly code: 'empty' | 'no_lines' | 'too_many_lines' | 'workbook' }
  | {
      /** `columns_repeated`: two of one kind, such as the points that members have and those to give. */
      readonly code: 'columns_missing' | 'columns_repeated';
      readonly columns: readonly MissingColumn[];
    }
  /** Its letters are of no encoding, or a quote is never closed; at about this line. */
  | { readonly code: 'unreadable'; readonly line: number };

/** How many problems of lines are kept and shown; the rest is counted. */
export const PROBLEMS_SHOWN_MAX = 100;

/** More lines than any shop adjusts at once. */
export const LINES_MAX = 1_000_000;

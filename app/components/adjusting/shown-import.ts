import type { ProblemOfFile, ProblemOfLine } from '#app/loyalty/adjusting/import-problem.ts';

/** What has become of a file. */
export type ShownImportState =
  | 'receiving'
  | 'reading'
  | 'refused'
  | 'checked'
  | 'discarded'
  | 'applying'
  | 'applied'
  | 'undoing'
  | 'undone';

/** A file of adjustments. Points are positive integers; times are ISO 8601. */
export interface ShownImport {
  readonly id: string;
  readonly state: ShownImportState;
  readonly fileName: string;
  /** Shopify's ids of the members of staff. */
  readonly uploadedBy: string;
  readonly confirmedBy: string | null;
  readonly undoneBy: string | null;
  readonly uploadedAt: string;
  readonly finishedAt: string | null;
  readonly beyond: Beyond | null;
  readonly lines: number;
  readonly members: number;
  readonly gives: number;
  readonly takes: number;
  readonly fileProblem: ProblemOfFile | null;
  readonly problemCount: number;
  readonly problems: readonly ProblemOfLine[];
  readonly linesDone: number;
  readonly given: number;
  readonly taken: number;
  readonly leftOver: number;
}

/** What becomes of points that are to be taken and are not there. */
export type Beyond = 'leave' | 'owe';

/** What a member can spend, and what she owes; points. */
interface ShownBalance {
  readonly available: number;
  readonly owed: number;
}

interface BeforeAndAfter {
  readonly before: ShownBalance;
  readonly after: ShownBalance;
}

/** A line of a file, with the member whose points it is about. */
export interface ShownLine {
  readonly line: number;
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  /** Given where positive, taken where negative. */
  readonly points: number;
  readonly reason: string;
  /** What was really given or taken; null until it was its turn. */
  readonly adjusted: number | null;
  /** What it would come to now; null where that cannot be said. */
  readonly preview: Readonly<Record<Beyond, BeforeAndAfter>> | null;
}

/** Whether a job is at work on a file. */
export function isUnderWay(state: ShownImportState): boolean {
  return state === 'reading' || state === 'applying' || state === 'undoing';
}

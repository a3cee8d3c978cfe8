import type { Sql } from '../database.server.ts';

/** What does not agree with the transfers. */
export type DriftKind =
  /** A member's balance is not the sum of her transfers. */
  | 'balance'
  /** What a member has earned is not what was issued less what was revoked. */
  | 'earned'
  /** A lot's part is not the sum of the transfers that name it. */
  | 'lot'
  /** A member's balance is not the sum of her lots. */
  | 'lots_of_member'
  /** What is posted for an order is not what it was settled at. */
  | 'order'
  /** Points arrived from nowhere, or went there: a handover left something between two members. */
  | 'moved'
  /** A transfer names a member, a lot or an order that does not exist, or a lot has no transfer. */
  | 'orphan';

/** One thing that does not agree. */
export interface Drift {
  readonly kind: DriftKind;
  /** `member:12:available`, `lot:7:pending`, `order:1001`, `cause:merge:8` */
  readonly subject: string;
  /** The member concerned, where it is one. */
  readonly memberId: string | null;
  /** By the transfers. */
  readonly expected: number;
  readonly found: number;
}

/** A step of the proof, and where the next one begins. */
export interface ProofStep {
  readonly drifts: Drift[];
  readonly checked: number;
  /** The last id looked at; null where nothing was left. */
  readonly last: string | null;
}

/** What an account gains by the transfers of a group, as SQL. */
export function gain(account: string): string {
  return `coalesce(sum(amount) FILTER (WHERE destination = '${account}'), 0)
   - coalesce(sum(amount) FILTER (WHERE source = '${account}'), 0)`;
}

/** Runs a statement that answers `checked`, `last` and `drifts`. */
export async function prove(
  sql: Sql,
  statement: string,
  values: readonly unknown[],
): Promise<ProofStep> {
  const { rows } = await sql.query<{
    checked: number;
    last: string | null;
    drifts: (Omit<Drift, 'memberId'> & { member_id: number | null })[];
  }>(statement, [...values]);
  const [row] = rows;
  const drifts = (row?.drifts ?? []).map(({ member_id: memberId, ...drift }) => ({
    ...drift,
    memberId: memberId === null ? null : String(memberId),
  }));
  return { drifts, checked: row?.checked ?? 0, last: row?.last ?? null };
}

import { z } from 'zod';

import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import type { Drift } from './ledger-proof-step.server.ts';

/** Where a proof goes on. */
export const ProofPosition = z.discriminatedUnion('step', [
  z.object({ step: z.enum(['members', 'orders', 'lots']), after: z.string() }),
  z.object({ step: z.literal('rest') }),
  z.object({ step: z.literal('end') }),
]);

export type ProofPosition = z.infer<typeof ProofPosition>;

/** A proof of a shop's ledger. */
export interface LedgerProof {
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly position: ProofPosition;
  readonly members: number;
  readonly orders: number;
  /** How much does not agree; of one step at most 1,000 are counted. */
  readonly drifts: number;
  /** The first of them. */
  readonly found: readonly Drift[];
  /** When the first of the proofs in a row ended that did not come out; null where this one did. */
  readonly driftingSince: Date | null;
}

/** Drifts that are kept with a proof. */
const FOUND_MAX = 100;

/** How long a proof is left alone before it is taken for abandoned. */
const LEASE = `interval '5 minutes'`;

const COLUMNS = `id, state, started_at AS "startedAt", finished_at AS "finishedAt", position, members, orders, drifts,
  found, drifting_since AS "driftingSince"`;

type Row = Omit<LedgerProof, 'position'> & { position: unknown };

async function findProof(
  sql: Sql,
  shopId: ShopId,
  state: LedgerProof['state'],
): Promise<LedgerProof | undefined> {
  const { rows } = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM ledger_proofs WHERE shop_id = $1 AND state = $2 ORDER BY id DESC LIMIT 1`,
    [shopId, state],
  );
  const [row] = rows;
  return row && { ...row, position: ProofPosition.parse(row.position) };
}

/** The proof that is under way in a shop, if there is one. */
export async function findRunningProof(sql: Sql, shopId: ShopId): Promise<LedgerProof | undefined> {
  return findProof(sql, shopId, 'running');
}

/** The newest proof of a shop that has come to its end. */
export async function findLastProof(sql: Sql, shopId: ShopId): Promise<LedgerProof | undefined> {
  return findProof(sql, shopId, 'done');
}

/**
 * Begins a proof, unless one is under way, and forgets those that ended before a moment.
 * @returns whether it was begun
 */
export async function insertProof(
  sql: Sql,
  shopId: ShopId,
  position: ProofPosition,
  { now, forgetBefore }: { readonly now: Date; readonly forgetBefore: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO ledger_proofs (shop_id, state, started_at, position, resume_at)
     VALUES ($1, 'running', $2, $3, $2::timestamptz + ${LEASE})
     ON CONFLICT (shop_id) WHERE state = 'running' DO NOTHING`,
    [shopId, now, JSON.stringify(position)],
  );
  await sql.query(
    `DELETE FROM ledger_proofs WHERE shop_id = $1 AND finished_at < $2
       AND id < (SELECT max(id) FROM ledger_proofs WHERE shop_id = $1 AND state = 'done')`,
    [shopId, forgetBefore],
  );
  return rowCount === 1;
}

/** What a step of a proof adds to it. */
export interface ProofProgress {
  readonly position: ProofPosition;
  readonly members: number;
  readonly orders: number;
  readonly drifts: readonly Drift[];
}

/** Writes down that a proof has come further. */
export async function saveProofProgress(
  sql: Sql,
  shopId: ShopId,
  id: string,
  { position, members, orders, drifts }: ProofProgress,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE ledger_proofs SET position = $3, resume_at = $4::timestamptz + ${LEASE}, members = members + $5,
       orders = orders + $6, drifts = drifts + $7, found = CASE
         WHEN $7 = 0 OR jsonb_array_length(found) >= ${FOUND_MAX} THEN found ELSE found || $8::jsonb END
     WHERE shop_id = $1 AND id = $2`,
    [
      shopId,
      id,
      JSON.stringify(position),
      now,
      members,
      orders,
      drifts.length,
      JSON.stringify(drifts.slice(0, FOUND_MAX)),
    ],
  );
}

/** Ends a proof. */
export async function finishProof(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
): Promise<LedgerProof | undefined> {
  await sql.query(
    `UPDATE ledger_proofs SET state = 'done', finished_at = $3, drifting_since = CASE WHEN drifts > 0 THEN
       coalesce((SELECT before.drifting_since FROM ledger_proofs before
                 WHERE before.shop_id = $1 AND before.id < $2 AND before.state = 'done'
                 ORDER BY before.id DESC LIMIT 1), $3) END
     WHERE shop_id = $1 AND id = $2`,
    [shopId, id, now],
  );
  return findLastProof(sql, shopId);
}

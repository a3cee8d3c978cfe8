import type { Database } from '#app/db/database.server.ts';
import { proveMembers, proveOrders } from '#app/db/ledger-proof.server.ts';
import { proveLots, proveRest } from '#app/db/ledger-proof-rest.server.ts';
import type { Shop } from '#app/db/shops.server.ts';

/** What a member has. */
export interface FoundMember {
  readonly customerId: string;
  readonly isMerged: boolean;
  readonly pending: number;
  readonly available: number;
  readonly owed: number;
}

/** What the ledger says, straight from its tables. */
export interface FoundLedger {
  readonly members: readonly FoundMember[];
  /** What is posted for each order. */
  readonly posted: ReadonlyMap<string, number>;
  /** Everything that does not agree with the transfers. */
  readonly drifts: readonly object[];
}

const MEMBERS = `
SELECT m.customer_id AS "customerId", m.merged_into IS NOT NULL AS "isMerged",
  a.pending::float8, a.available::float8, a.owed::float8
FROM accounts a JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id WHERE a.shop_id = $1`;

const POSTED = `
SELECT cause_id AS id, sum(CASE WHEN source = 'issued' THEN amount WHEN destination = 'revoked' THEN -amount ELSE 0 END)::float8
  AS points FROM transfers WHERE shop_id = $1 AND cause_kind = 'order' GROUP BY cause_id`;

const EVERYTHING = 1_000_000;

/** Reads what the ledger says, and proves it in itself. */
export async function readLedger({ pool }: Database, shop: Shop): Promise<FoundLedger> {
  const members = await pool.query<FoundMember>(MEMBERS, [shop.id]);
  const posted = await pool.query<{ id: string; points: number }>(POSTED, [shop.id]);
  const proofs = [
    (await proveMembers(pool, shop.id, '0', EVERYTHING)).drifts,
    (await proveOrders(pool, shop.id, '0', EVERYTHING)).drifts,
    (await proveLots(pool, shop.id, '0', EVERYTHING)).drifts,
    await proveRest(pool, shop.id),
  ];
  return {
    members: members.rows,
    posted: new Map(posted.rows.map(({ id, points }) => [id, points])),
    drifts: proofs.flat(),
  };
}

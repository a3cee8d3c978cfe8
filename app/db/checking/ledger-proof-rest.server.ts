import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { type Drift, gain, type ProofStep, prove } from './ledger-proof-step.server.ts';

const LOTS = `
WITH chosen AS (
  SELECT id, member_id FROM lots WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT $3
)
SELECT (SELECT count(*) FROM chosen)::int AS checked, (SELECT max(id) FROM chosen) AS last,
  (SELECT coalesce(json_agg(d), '[]') FROM (
     SELECT 'orphan' AS kind, format('lot:%s', id) AS subject, member_id, 1 AS expected, 0 AS found FROM chosen
     WHERE NOT EXISTS (SELECT FROM transfers t
                       WHERE t.shop_id = $1 AND t.member_id = chosen.member_id AND t.lot_id = chosen.id)
     LIMIT 1000) AS d) AS drifts`;

// Handovers and set-offs have an index of their own. Members without a row are found by stepping from one member's
// transfers to the next one's, which reads one row a member.
const REST = `
WITH RECURSIVE moved AS (
  SELECT cause_kind, cause_id, ${gain('moved')} AS left_over FROM transfers
  WHERE shop_id = $1 AND (source = 'moved' OR destination = 'moved') GROUP BY cause_kind, cause_id
), posted_for AS (
  (SELECT member_id FROM transfers WHERE shop_id = $1 ORDER BY member_id LIMIT 1)
  UNION ALL
  SELECT (SELECT t.member_id FROM transfers t WHERE t.shop_id = $1 AND t.member_id > posted_for.member_id
          ORDER BY t.member_id LIMIT 1)
  FROM posted_for WHERE posted_for.member_id IS NOT NULL
)
SELECT 0 AS checked, NULL AS last, (SELECT coalesce(json_agg(d), '[]') FROM (
  SELECT 'moved' AS kind, format('cause:%s:%s', cause_kind, cause_id) AS subject, NULL::bigint AS member_id,
    0 AS expected, left_over AS found
  FROM moved WHERE left_over <> 0
  UNION ALL
  SELECT 'orphan', format('member:%s', member_id), NULL, 0, 1 FROM posted_for
  WHERE member_id IS NOT NULL AND NOT EXISTS (SELECT FROM members m WHERE m.shop_id = $1 AND m.id = member_id)
  LIMIT 1000) AS d) AS drifts`;

/** Proves that the next lots were opened by a transfer. */
export async function proveLots(
  sql: Sql,
  shopId: ShopId,
  after: string,
  limit: number,
): Promise<ProofStep> {
  return prove(sql, LOTS, [shopId, after, limit]);
}

/** Proves that nothing is on its way for ever, and that each transfer has a member to whom it belongs. */
export async function proveRest(sql: Sql, shopId: ShopId): Promise<Drift[]> {
  return (await prove(sql, REST, [shopId])).drifts;
}

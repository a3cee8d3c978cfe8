import type { MemberId, OrderId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { type Drift, gain, type ProofStep, prove } from './ledger-proof-step.server.ts';

// A member with all who became her by a merge, their transfers, and what follows from these. Lots are found by the
// transfers that name them: every lot has one, or `proveLots` says so, and there is no index by which a member's would be
// found that each posting would not have to pay for. `OFFSET 0` holds the planner to the index on a member's transfers: left
// to itself it read the whole table for each 2,000 of 100,000 members, which took 73 s instead of 17.
const membersStatement = (roots: string) => `
WITH roots AS (
  SELECT id FROM members WHERE shop_id = $1 AND merged_into IS NULL AND ${roots}
), people AS (
  SELECT id AS root, id AS member_id FROM roots
  UNION ALL SELECT m.merged_into, m.id FROM members m JOIN roots r ON m.shop_id = $1 AND m.merged_into = r.id
), moves AS MATERIALIZED (
  SELECT people.root, t.member_id, t.lot_id, t.source, t.destination, t.amount, t.cause_kind, t.cause_id
  FROM people CROSS JOIN LATERAL (
    SELECT * FROM transfers WHERE shop_id = $1 AND member_id = people.member_id AND asset = 'points' OFFSET 0) AS t
), sums AS (
  SELECT member_id, ${gain('pending')} AS pending, ${gain('available')} AS available, ${gain('held')} AS held,
    -(${gain('owed')}) AS owed FROM moves GROUP BY member_id
), earned AS (
  SELECT root, -(${gain('issued')}) - (${gain('revoked')}) AS earned FROM moves GROUP BY root
), lot_sums AS (
  SELECT lot_id, min(root) AS root,
    coalesce(sum(amount) FILTER (WHERE source = 'issued' AND destination IN ('pending', 'available')), 0) AS amount,
    ${gain('pending')} AS pending, ${gain('available')} AS remaining, ${gain('held')} AS held,
    ${gain('expired')} AS expired, -(${gain('owed')}) AS owed, -(${gain('adjusted')}) AS forgiven
  FROM moves WHERE lot_id IS NOT NULL GROUP BY lot_id
), own_lots AS MATERIALIZED (
  SELECT s.lot_id, s.root, l.id, l.owner_id, s.amount AS of_amount, s.pending AS of_pending, s.remaining AS of_remaining,
    s.held AS of_held, s.expired AS of_expired, s.owed AS of_owed, s.forgiven AS of_forgiven,
    l.amount, l.pending, l.remaining, l.held, l.expired, l.owed, l.forgiven
  FROM lot_sums s LEFT JOIN LATERAL (SELECT * FROM lots WHERE shop_id = $1 AND id = s.lot_id) AS l ON true
), held_by AS (
  SELECT owner_id, sum(pending) AS pending, sum(remaining) AS available, sum(held) AS held, sum(owed) AS owed
  FROM own_lots WHERE id IS NOT NULL GROUP BY owner_id
), order_ids AS (
  SELECT DISTINCT root, cause_id FROM moves WHERE cause_kind = 'order'
), drifts AS (
  SELECT 'balance' AS kind, format('member:%s:%s', a.member_id, part.name) AS subject, people.root AS member_id,
    part.expected, part.found
  FROM people JOIN accounts a ON a.shop_id = $1 AND a.member_id = people.member_id LEFT JOIN sums ON sums.member_id = people.member_id,
    LATERAL (VALUES ('pending', coalesce(sums.pending, 0), a.pending), ('available', coalesce(sums.available, 0), a.available),
      ('held', coalesce(sums.held, 0), a.held), ('owed', coalesce(sums.owed, 0), a.owed)) AS part (name, expected, found)
  UNION ALL
  SELECT 'lots_of_member', format('member:%s:%s', a.member_id, part.name), people.root, part.expected, part.found
  FROM people JOIN accounts a ON a.shop_id = $1 AND a.member_id = people.member_id LEFT JOIN held_by ON owner_id = a.member_id,
    LATERAL (VALUES ('pending', coalesce(held_by.pending, 0), a.pending), ('available', coalesce(held_by.available, 0), a.available),
      ('held', coalesce(held_by.held, 0), a.held), ('owed', coalesce(held_by.owed, 0), a.owed)) AS part (name, expected, found)
  UNION ALL
  SELECT 'earned', format('member:%s', a.member_id), people.root,
    CASE WHEN a.member_id = people.root THEN coalesce(earned.earned, 0) ELSE 0 END, a.earned
  FROM people JOIN accounts a ON a.shop_id = $1 AND a.member_id = people.member_id LEFT JOIN earned ON earned.root = people.root
  UNION ALL
  SELECT 'lot', format('lot:%s:%s', id, part.name), root, part.expected, part.found FROM own_lots,
    LATERAL (VALUES ('amount', of_amount, amount), ('pending', of_pending, pending), ('remaining', of_remaining, remaining),
      ('held', of_held, held), ('expired', of_expired, expired), ('owed', of_owed, owed),
      ('forgiven', of_forgiven, forgiven)) AS part (name, expected, found)
  WHERE id IS NOT NULL
  UNION ALL
  SELECT 'orphan', format('lot:%s', lot_id), root, 0, 1 FROM own_lots WHERE id IS NULL
  UNION ALL
  SELECT 'orphan', format('member:%s', s.member_id), s.member_id, 0, 1 FROM sums s
  WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.shop_id = $1 AND a.member_id = s.member_id)
  UNION ALL
  SELECT 'orphan', format('order:%s', cause_id), root, 0, 1 FROM order_ids
  WHERE NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.order_id = cause_id::bigint)
)
SELECT (SELECT count(*) FROM roots)::int AS checked, (SELECT max(id) FROM roots) AS last,
  (SELECT coalesce(json_agg(d), '[]') FROM (SELECT * FROM drifts WHERE expected <> found LIMIT 1000) AS d) AS drifts`;

const NEXT_MEMBERS = membersStatement('id > $2 ORDER BY id LIMIT $3');
const THESE_MEMBERS = membersStatement('id = ANY($2::bigint[])');

const ordersStatement = (chosen: string) => `
WITH chosen AS (
  SELECT order_id, member_id, settled_points FROM orders WHERE shop_id = $1 AND ${chosen}
), posted AS (
  SELECT t.cause_id, -(${gain('issued')}) - (${gain('revoked')}) AS points
  FROM transfers t WHERE t.shop_id = $1 AND t.cause_kind = 'order' AND t.cause_id IN (SELECT order_id::text FROM chosen)
  GROUP BY t.cause_id
)
SELECT (SELECT count(*) FROM chosen)::int AS checked, (SELECT max(order_id) FROM chosen) AS last,
  (SELECT coalesce(json_agg(d), '[]') FROM (
     SELECT 'order' AS kind, format('order:%s', order_id) AS subject, member_id, coalesce(points, 0) AS expected,
       settled_points AS found
     FROM chosen LEFT JOIN posted ON cause_id = order_id::text WHERE coalesce(points, 0) <> settled_points LIMIT 1000
   ) AS d) AS drifts`;

const NEXT_ORDERS = ordersStatement('order_id > $2 ORDER BY order_id LIMIT $3');
const THESE_ORDERS = ordersStatement('order_id = ANY($2::bigint[])');

/**
 * Proves the next members: each balance and each lot equals its transfers, a member's balances her lots, and each
 * transfer for an order has one. One statement, so it sees one moment, and no posting half.
 * @param after the last member of the step before; `0` to begin
 */
export async function proveMembers(
  sql: Sql,
  shopId: ShopId,
  after: string,
  limit: number,
): Promise<ProofStep> {
  return prove(sql, NEXT_MEMBERS, [shopId, after, limit]);
}

/** Proves certain members once more. */
export async function proveTheseMembers(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Drift[]> {
  return (await prove(sql, THESE_MEMBERS, [shopId, memberIds])).drifts;
}

/** Proves the next orders: what is posted for each is what it was settled at. */
export async function proveOrders(
  sql: Sql,
  shopId: ShopId,
  after: string,
  limit: number,
): Promise<ProofStep> {
  return prove(sql, NEXT_ORDERS, [shopId, after, limit]);
}

/** Proves certain orders once more. */
export async function proveTheseOrders(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Drift[]> {
  return (await prove(sql, THESE_ORDERS, [shopId, orderIds])).drifts;
}

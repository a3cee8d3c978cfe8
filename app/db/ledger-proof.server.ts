import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from './database.server.ts';

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
  /** A transfer names a member without accounts, or a lot that does not exist. */
  | 'orphan';

/** One thing that does not agree. */
export interface Drift {
  readonly kind: DriftKind;
  /** `member:12`, `lot:7:pending`, `order:1001`, `cause:merge:8` */
  readonly subject: string;
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

const gain = (account: string) =>
  `coalesce(sum(amount) FILTER (WHERE destination = '${account}'), 0)
   - coalesce(sum(amount) FILTER (WHERE source = '${account}'), 0)`;

// A member with all who became her by a merge, their transfers, and what follows from these.
const MEMBERS = `
WITH roots AS (
  SELECT id FROM members WHERE shop_id = $1 AND merged_into IS NULL AND id > $2 ORDER BY id LIMIT $3
), people AS (
  SELECT id AS root, id AS member_id FROM roots
  UNION ALL SELECT m.merged_into, m.id FROM members m JOIN roots r ON m.shop_id = $1 AND m.merged_into = r.id
), moves AS (
  SELECT people.root, t.member_id, t.lot_id, t.source, t.destination, t.amount
  FROM people JOIN transfers t ON t.shop_id = $1 AND t.member_id = people.member_id AND t.asset = 'points'
), sums AS (
  SELECT member_id, ${gain('pending')} AS pending, ${gain('available')} AS available, ${gain('held')} AS held,
    -(${gain('owed')}) AS owed FROM moves GROUP BY member_id
), earned AS (
  SELECT root, -(${gain('issued')}) - (${gain('revoked')}) AS earned FROM moves GROUP BY root
), lot_sums AS (
  SELECT lot_id, coalesce(sum(amount) FILTER (WHERE source = 'issued' AND destination IN ('pending', 'available')), 0) AS amount,
    ${gain('pending')} AS pending, ${gain('available')} AS remaining, ${gain('held')} AS held,
    ${gain('expired')} AS expired, -(${gain('owed')}) AS owed, -(${gain('adjusted')}) AS forgiven
  FROM moves WHERE lot_id IS NOT NULL GROUP BY lot_id
), own_lots AS (
  SELECT l.* FROM roots JOIN lots l ON l.shop_id = $1 AND l.member_id IN (SELECT member_id FROM people WHERE root = roots.id)
), held_by AS (
  SELECT l.owner_id, sum(l.pending) AS pending, sum(l.remaining) AS available, sum(l.held) AS held, sum(l.owed) AS owed
  FROM people JOIN lots l ON l.shop_id = $1 AND l.owner_id = people.member_id GROUP BY l.owner_id
), drifts AS (
  SELECT 'balance' AS kind, format('member:%s:%s', a.member_id, part.name) AS subject, part.expected, part.found
  FROM people JOIN accounts a ON a.shop_id = $1 AND a.member_id = people.member_id LEFT JOIN sums ON sums.member_id = people.member_id,
    LATERAL (VALUES ('pending', coalesce(sums.pending, 0), a.pending), ('available', coalesce(sums.available, 0), a.available),
      ('held', coalesce(sums.held, 0), a.held), ('owed', coalesce(sums.owed, 0), a.owed)) AS part (name, expected, found)
  UNION ALL
  SELECT 'lots_of_member', format('member:%s:%s', a.member_id, part.name), part.expected, part.found
  FROM people JOIN accounts a ON a.shop_id = $1 AND a.member_id = people.member_id LEFT JOIN held_by ON owner_id = a.member_id,
    LATERAL (VALUES ('pending', coalesce(held_by.pending, 0), a.pending), ('available', coalesce(held_by.available, 0), a.available),
      ('held', coalesce(held_by.held, 0), a.held), ('owed', coalesce(held_by.owed, 0), a.owed)) AS part (name, expected, found)
  UNION ALL
  SELECT 'earned', format('member:%s', a.member_id), CASE WHEN a.member_id = people.root THEN coalesce(earned.earned, 0) ELSE 0 END, a.earned
  FROM people JOIN accounts a ON a.shop_id = $1 AND a.member_id = people.member_id LEFT JOIN earned ON earned.root = people.root
  UNION ALL
  SELECT 'lot', format('lot:%s:%s', l.id, part.name), part.expected, part.found
  FROM own_lots l LEFT JOIN lot_sums s ON s.lot_id = l.id,
    LATERAL (VALUES ('amount', coalesce(s.amount, 0), l.amount), ('pending', coalesce(s.pending, 0), l.pending),
      ('remaining', coalesce(s.remaining, 0), l.remaining), ('held', coalesce(s.held, 0), l.held),
      ('expired', coalesce(s.expired, 0), l.expired), ('owed', coalesce(s.owed, 0), l.owed),
      ('forgiven', coalesce(s.forgiven, 0), l.forgiven)) AS part (name, expected, found)
  UNION ALL
  SELECT 'orphan', format('lot:%s', s.lot_id), 0, 1 FROM lot_sums s
  WHERE NOT EXISTS (SELECT FROM lots WHERE shop_id = $1 AND id = s.lot_id)
  UNION ALL
  SELECT 'orphan', format('member:%s', s.member_id), 0, 1 FROM sums s
  WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.shop_id = $1 AND a.member_id = s.member_id)
)
SELECT (SELECT count(*) FROM roots)::int AS checked, (SELECT max(id) FROM roots) AS last,
  (SELECT coalesce(json_agg(d), '[]') FROM (SELECT * FROM drifts WHERE expected <> found LIMIT 1000) AS d) AS drifts`;

const ORDERS = `
WITH chosen AS (
  SELECT order_id, settled_points FROM orders WHERE shop_id = $1 AND order_id > $2 ORDER BY order_id LIMIT $3
), posted AS (
  SELECT t.cause_id, -(${gain('issued')}) - (${gain('revoked')}) AS points
  FROM transfers t WHERE t.shop_id = $1 AND t.cause_kind = 'order' AND t.cause_id IN (SELECT order_id::text FROM chosen)
  GROUP BY t.cause_id
)
SELECT (SELECT count(*) FROM chosen)::int AS checked, (SELECT max(order_id) FROM chosen) AS last,
  (SELECT coalesce(json_agg(d), '[]') FROM (
     SELECT 'order' AS kind, format('order:%s', order_id) AS subject, coalesce(points, 0) AS expected, settled_points AS found
     FROM chosen LEFT JOIN posted ON cause_id = order_id::text WHERE coalesce(points, 0) <> settled_points LIMIT 1000
   ) AS d) AS drifts`;

// Read from the cause's own index: handovers and set-offs are few among all transfers.
const REST = `
WITH moved AS (
  SELECT cause_kind, cause_id, ${gain('moved')} AS left_over FROM transfers
  WHERE shop_id = $1 AND (source = 'moved' OR destination = 'moved') GROUP BY cause_kind, cause_id
), unknown AS (
  SELECT DISTINCT cause_id FROM transfers t WHERE shop_id = $1 AND cause_kind = 'order'
    AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.order_id = t.cause_id::bigint)
), unplaced AS (
  SELECT DISTINCT member_id FROM transfers t WHERE shop_id = $1
    AND NOT EXISTS (SELECT FROM members m WHERE m.shop_id = $1 AND m.id = t.member_id)
)
SELECT (SELECT coalesce(json_agg(d), '[]') FROM (
  SELECT 'moved' AS kind, format('cause:%s:%s', cause_kind, cause_id) AS subject, 0 AS expected, left_over AS found
  FROM moved WHERE left_over <> 0
  UNION ALL SELECT 'orphan', format('order:%s', cause_id), 0, 1 FROM unknown
  UNION ALL SELECT 'orphan', format('member:%s', member_id), 0, 1 FROM unplaced
  LIMIT 1000) AS d) AS drifts`;

/**
 * Proves the next members: each balance and each lot equals its transfers, and a member's balances her lots.
 * @param after the last member of the step before; `0` to begin
 */
export async function proveMembers(
  sql: Sql,
  shopId: ShopId,
  after: string,
  limit: number,
): Promise<ProofStep> {
  return prove(sql, MEMBERS, [shopId, after, limit]);
}

/** Proves the next orders: what is posted for each is what it was settled at. */
export async function proveOrders(
  sql: Sql,
  shopId: ShopId,
  after: string,
  limit: number,
): Promise<ProofStep> {
  return prove(sql, ORDERS, [shopId, after, limit]);
}

/** Proves that nothing is on its way for ever, and that each transfer has an order and a member it belongs to. */
export async function proveRest(sql: Sql, shopId: ShopId): Promise<Drift[]> {
  const { rows } = await sql.query<{ drifts: Drift[] }>(REST, [shopId]);
  return rows[0]?.drifts ?? [];
}

async function prove(sql: Sql, statement: string, values: unknown[]): Promise<ProofStep> {
  const { rows } = await sql.query<{ checked: number; last: string | null; drifts: Drift[] }>(
    statement,
    values,
  );
  const [row] = rows;
  return { drifts: row?.drifts ?? [], checked: row?.checked ?? 0, last: row?.last ?? null };
}

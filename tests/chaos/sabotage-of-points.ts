import type { Sql } from '#app/db/database.server.ts';

/** An order whose points are tampered with. */
interface Victim {
  readonly order_id: string;
  readonly member_id: string;
  readonly lot_id: string;
  readonly points: string;
  readonly is_whole: boolean;
}

/** A fault in the ledger itself. */
export type PointsFault = 'double' | 'drop' | 'drift';

// Of one who is right so far, if there is any; and best an order whose points lie in one lot as they were earned: nothing
// else is to be undone with them.
const VICTIM = `
SELECT o.order_id, l.member_id, l.id AS lot_id, o.settled_points AS points,
  (l.remaining = o.settled_points AND l.owner_id = l.member_id
    AND (SELECT count(*) FROM lots other WHERE other.shop_id = $1 AND other.cause_id = l.cause_id) = 1
    AND NOT EXISTS (SELECT FROM transfers t WHERE t.shop_id = $1 AND t.cause_kind <> 'order' AND t.lot_id = l.id)
    AND NOT EXISTS (SELECT FROM transfers t WHERE t.shop_id = $1 AND t.cause_id = l.cause_id AND t.lot_id <> l.id)) AS is_whole
FROM orders o
JOIN lots l ON l.shop_id = o.shop_id AND l.cause_kind = 'order' AND l.cause_id = o.order_id::text
JOIN members m ON m.shop_id = o.shop_id AND m.id = o.member_id
WHERE o.shop_id = $1 AND o.settled_points > 0
ORDER BY m.customer_id = ANY($2::bigint[]), is_whole DESC, o.order_id LIMIT 1`;

/**
 * Plants a fault in the ledger.
 * @param wrong customers of whom something is wrong already
 */
export async function tamperWithPoints(
  sql: Sql,
  shopId: string,
  fault: PointsFault,
  wrong: readonly string[],
): Promise<void> {
  const { rows } = await sql.query<Victim>(VICTIM, [shopId, wrong]);
  const [victim] = rows;
  if (!victim) throw new Error('no order has earned anything');
  await DEEDS[fault](sql, shopId, victim);
}

const DEEDS: Record<PointsFault, (sql: Sql, id: string, victim: Victim) => Promise<void>> = {
  async double(sql, id, { order_id, member_id, lot_id, points }) {
    await sql.query(
      `INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id, ordinal, leg,
         receipt, occurred_at, posted_at)
       SELECT shop_id, member_id, 'issued', 'available', $3, lot_id, cause_kind, cause_id,
         (SELECT next_ordinal FROM orders WHERE shop_id = $1 AND order_id = $2), 0, receipt, occurred_at, posted_at
       FROM transfers WHERE shop_id = $1 AND cause_kind = 'order' AND cause_id = $2::text ORDER BY id LIMIT 1`,
      [id, order_id, points],
    );
    await sql.query(
      `UPDATE orders SET settled_points = settled_points + $3, next_ordinal = next_ordinal + 1
       WHERE shop_id = $1 AND order_id = $2`,
      [id, order_id, points],
    );
    await changeBalances(sql, id, member_id, points);
    await sql.query(
      `UPDATE lots SET amount = amount + $3, remaining = remaining + $3 WHERE shop_id = $1 AND id = $2`,
      [id, lot_id, points],
    );
  },
  async drop(sql, id, { order_id, member_id, lot_id, points, is_whole }) {
    await sql.query(`SELECT set_config('evergreen.redacting_shop', $1, true)`, [id]);
    await sql.query(
      `DELETE FROM transfers WHERE shop_id = $1 AND cause_kind = 'order' AND cause_id = $2`,
      [id, order_id],
    );
    await sql.query(`UPDATE orders SET settled_points = 0 WHERE shop_id = $1 AND order_id = $2`, [
      id,
      order_id,
    ]);
    if (!is_whole) return;
    await changeBalances(sql, id, member_id, `-${points}`);
    await sql.query(`DELETE FROM lots WHERE shop_id = $1 AND id = $2`, [id, lot_id]);
  },
  async drift(sql, id, { member_id }) {
    await sql.query(
      `UPDATE accounts SET available = available + 7 WHERE shop_id = $1 AND member_id = $2`,
      [id, member_id],
    );
  },
};

async function changeBalances(
  sql: Sql,
  shopId: string,
  memberId: string,
  by: string,
): Promise<void> {
  await sql.query(
    `UPDATE accounts SET available = available + $3::bigint, earned = earned + $3::bigint
     WHERE shop_id = $1 AND member_id = $2`,
    [shopId, memberId, by],
  );
}

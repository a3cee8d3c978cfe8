import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What earns by itself and may be worth less later. */
export interface RepayingCauses {
  readonly kind: 'order' | 'action';
  readonly ids: readonly string[];
}

/**
 * How much of what causes earned has repaid debts, when they came or when they matured, and was not turned into a debt
 * again. Call it under the locks of the members concerned.
 * @returns points by the cause's id; those that repaid nothing are left out
 */
export async function listRepaidDebts(
  sql: Sql,
  shopId: ShopId,
  { kind, ids }: RepayingCauses,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<{ cause_id: string; repaid: string }>(
    `SELECT cause_id, sum(repaid) AS repaid FROM (
       SELECT cause_id, CASE WHEN destination = 'owed' THEN amount ELSE -amount END AS repaid FROM transfers
       WHERE shop_id = $1 AND cause_kind = $2 AND cause_id = ANY($3::text[]) AND 'owed' IN (source, destination)
       UNION ALL
       SELECT l.cause_id, t.amount FROM lots l JOIN transfers t ON t.shop_id = $1 AND t.cause_kind = 'lot'
         AND t.cause_id = l.id::text AND t.source = 'pending' AND t.destination = 'moved'
       WHERE l.shop_id = $1 AND l.cause_kind = $2 AND l.cause_id = ANY($3::text[])
     ) AS each GROUP BY cause_id HAVING sum(repaid) > 0`,
    [shopId, kind, ids],
  );
  return new Map(rows.map((row) => [row.cause_id, Number(row.repaid)]));
}

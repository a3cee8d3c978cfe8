import { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What happens to a lot when its date has come. */
export type LotEvent = 'maturity' | 'expiry';

/** What is due at the moment that a statement's parameter names. */
const due = (event: LotEvent, parameter: string): string =>
  event === 'maturity'
    ? `pending > 0 AND matures_at <= ${parameter}`
    : `remaining > 0 AND expires_at IS NOT NULL AND expires_at <= ${parameter}`;

/** Members who own lots whose date has come, those first whose lot has waited longest. */
export async function listMembersWithDueLots(
  sql: Sql,
  shopId: ShopId,
  event: LotEvent,
  now: Date,
  limit: number,
): Promise<MemberId[]> {
  const column = event === 'maturity' ? 'matures_at' : 'expires_at';
  const { rows } = await sql.query<{ owner_id: string }>(
    `SELECT DISTINCT owner_id FROM (
       SELECT owner_id FROM lots WHERE shop_id = $1 AND ${due(event, '$2')} ORDER BY ${column} LIMIT $3
     ) AS due`,
    [shopId, now, limit],
  );
  return rows.map((row) => MemberId.parse(row.owner_id));
}

/** Ids of the lots of these members whose date has come. Call it under the members' locks. */
export async function listDueLots(
  sql: Sql,
  shopId: ShopId,
  event: LotEvent,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM lots WHERE shop_id = $1 AND owner_id = ANY($3::bigint[]) AND ${due(event, '$2')}`,
    [shopId, now, memberIds],
  );
  return new Set(rows.map((row) => row.id));
}

/** Shops in which some lot's date has come. */
export async function listShopsWithDueLots(sql: Sql, now: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM shops WHERE EXISTS (SELECT FROM lots WHERE shop_id = shops.id AND ${due('maturity', '$1')})
       OR EXISTS (SELECT FROM lots WHERE shop_id = shops.id AND ${due('expiry', '$1')})`,
    [now],
  );
  return rows.map((row) => ShopId.parse(row.id));
}

import { LotId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from './database.server.ts';

/** Points promised to a redemption. */
export interface Hold {
  readonly memberId: MemberId;
  readonly reason: string;
  readonly parts: readonly { readonly lotId: LotId; readonly amount: number }[];
  /** How it ended; null while it has not. */
  readonly end: 'spent' | 'released' | null;
}

/**
 * Who has points held for a redemption now, without a lock: the member who asked, or the one she was merged into.
 * @returns null where there is no such redemption
 */
export async function findHolder(sql: Sql, shopId: ShopId, id: string): Promise<MemberId | null> {
  const { rows } = await sql.query<{ member_id: string }>(
    `SELECT coalesce(m.merged_into, m.id) AS member_id FROM causes c
     JOIN members m ON m.shop_id = c.shop_id AND m.id = (c.result ->> 'memberId')::bigint
     WHERE c.shop_id = $1 AND c.kind = 'redemption' AND c.id = $2`,
    [shopId, id],
  );
  return rows[0] ? MemberId.parse(rows[0].member_id) : null;
}

/** A redemption's hold. Call it under the holder's lock. */
export async function readHold(sql: Sql, shopId: ShopId, id: string): Promise<Hold | null> {
  const memberId = await findHolder(sql, shopId, id);
  if (memberId === null) return null;
  const { rows } = await sql.query<{
    ordinal: number;
    lot_id: string;
    amount: string;
    movement: string;
    reason: string;
  }>(
    `SELECT ordinal, lot_id, amount, receipt ->> 'movement' AS movement, receipt #>> '{because,reason}' AS reason
     FROM transfers WHERE shop_id = $1 AND cause_kind = 'redemption' AND cause_id = $2 ORDER BY ordinal, leg`,
    [shopId, id],
  );
  const held = rows.filter((row) => row.ordinal === 0);
  const ended = rows.find((row) => row.ordinal === 1);
  return {
    memberId,
    reason: held[0]?.reason ?? '',
    parts: held.map((row) => ({ lotId: LotId.parse(row.lot_id), amount: Number(row.amount) })),
    end: ended ? (ended.movement === 'spent' ? 'spent' : 'released') : null,
  };
}

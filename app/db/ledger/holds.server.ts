import { LotId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { RedeemedGift } from '#app/loyalty/receipts/transfer-receipt.ts';

import type { Sql } from '../database.server.ts';

/** Points promised to a redemption. */
export interface Hold {
  readonly memberId: MemberId;
  readonly reason: string;
  readonly gives: RedeemedGift | undefined;
  readonly parts: readonly { readonly lotId: LotId; readonly amount: number }[];
  /** How it ended, the last of it; null while it has not. `returned`: given back after they were spent. */
  readonly end: 'spent' | 'released' | 'returned' | null;
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
    gives: RedeemedGift | null;
  }>(
    `SELECT ordinal, lot_id, amount, receipt ->> 'movement' AS movement, receipt #>> '{because,reason}' AS reason,
       receipt #> '{because,gives}' AS gives
     FROM transfers WHERE shop_id = $1 AND cause_kind = 'redemption' AND cause_id = $2 ORDER BY ordinal, leg`,
    [shopId, id],
  );
  const held = rows.filter((row) => row.ordinal === 0);
  const ended = rows.findLast((row) => row.ordinal > 0);
  return {
    memberId,
    reason: held[0]?.reason ?? '',
    gives: held[0]?.gives ?? undefined,
    parts: held.map((row) => ({ lotId: LotId.parse(row.lot_id), amount: Number(row.amount) })),
    end: ended ? endOf(ended) : null,
  };
}

function endOf(last: { readonly ordinal: number; readonly movement: string }): Hold['end'] {
  if (last.ordinal === 2) return 'returned';
  // What was set off against debt came back, too.
  return last.movement === 'spent' ? 'spent' : 'released';
}

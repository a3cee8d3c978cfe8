import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { type NewTransfer, postTransfers } from '#app/db/ledger/post-transfers.server.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';
import type { HoldingLeg } from '#app/loyalty/ledger/move-holdings.ts';
import type { RedemptionReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

/** Points that a member wants to spend. */
export interface Redemption {
  /** Names it among all of the shop's: the same again takes nothing. */
  readonly id: string;
  readonly memberId: MemberId;
  /** A positive integer. */
  readonly points: number;
  /** What for, in the words of whoever asks. */
  readonly reason: string;
}

/** Posts what becomes of a redemption's points, and tells the storefront. */
export async function postRedemption(
  sql: Sql,
  shopId: ShopId,
  { id, memberId, points, reason, gives }: Redemption & Pick<RedemptionReceipt, 'gives'>,
  legs: readonly HoldingLeg[],
  { ordinal, now }: { readonly ordinal: number; readonly now: Date },
): Promise<void> {
  const because: RedemptionReceipt = {
    kind: 'redemption',
    redemptionId: id,
    points,
    reason,
    ...(gives && { gives }),
  };
  const transfers = legs.map(({ movement, ...moves }, index): NewTransfer => ({
    ...moves,
    memberId,
    causeKind: 'redemption',
    causeId: id,
    ordinal,
    leg: index,
    corrects: null,
    receipt: { movement, because },
    occurredAt: now,
  }));
  await postTransfers(sql, shopId, { transfers, newLots: [] }, now);
  await queueEffects(sql, shopId, 'member-summary', [memberId], now);
}

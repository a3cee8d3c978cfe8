import { createHash } from 'node:crypto';

import { noteCauses } from '#app/db/ledger/causes.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { type NewTransfer, postTransfers } from '#app/db/ledger/post-transfers.server.ts';
import { holdIdOf, type NewRedemption } from '#app/db/redemptions/redemption.server.ts';
import { noteRedemptions, takeRedemptionIds } from '#app/db/redemptions/redemptions.server.ts';
import { claimCodes } from '#app/db/redemptions/reward-codes.server.ts';
import { isDiscountKind } from '#app/loyalty/rewards/discount-terms.ts';
import type { RedeemedGift, RedemptionReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

import { keepActive } from '../ledger/keep-active.server.ts';
import type { RedeemingShop } from './asked-reward.server.ts';
import type { GrantedReward } from './judge-asked.server.ts';

/** A redemption as it is written down, and what it was granted by. */
export interface PostedRedemption {
  readonly granted: GrantedReward;
  readonly redemption: NewRedemption;
}

/**
 * Writes granted rewards down: codes are claimed, points held and, where the member has her code, spent in the same
 * moment. A batch of any size is a handful of statements.
 * @param sql a transaction that has locked the members
 * @returns in the order of what was granted
 */
export async function postGranted(
  sql: Sql,
  shop: RedeemingShop,
  granted: readonly GrantedReward[],
  now: Date,
): Promise<PostedRedemption[]> {
  if (granted.length === 0) return [];
  const ids = await takeRedemptionIds(sql, granted.length);
  const codes = await claimForAll(sql, shop, granted);
  const posted = granted.map((each, index): PostedRedemption => {
    const id = ids[index];
    if (id === undefined) throw new Error('no id was given for a redemption');
    const code = codes.get(each.discount?.id ?? '')?.pop() ?? null;
    return {
      granted: each,
      redemption: redemptionOf(each, { id, code, shop, now }),
    };
  });
  const paid = posted.filter(({ redemption }) => redemption.points > 0);
  await noteCauses(sql, shop.id, paid.map(causeOf), now);
  const transfers = paid.flatMap((each) => transfersOf(each, now));
  await postTransfers(sql, shop.id, { transfers, newLots: [] }, now);
  await noteRedemptions(
    sql,
    shop.id,
    posted.map(({ redemption }) => redemption),
    now,
  );
  const memberIds = [...new Set(granted.map(({ memberId }) => memberId))];
  await keepActive(sql, shop.id, memberIds);
  await queueEffects(sql, shop.id, 'member-summary', memberIds, now);
  return posted;
}

async function claimForAll(
  sql: Sql,
  shop: RedeemingShop,
  granted: readonly GrantedReward[],
): Promise<Map<string, string[]>> {
  const active = granted.flatMap(({ discount }) =>
    discount?.state === 'active' ? [discount] : [],
  );
  const counts = Map.groupBy(active, ({ id }) => id);
  const wanted = [...counts].map(([discountId, some]) => ({ discountId, count: some.length }));
  return claimCodes(sql, shop.id, wanted);
}

function redemptionOf(
  { asked, memberId, reward, programVersion, offer, points, validity, discount }: GrantedReward,
  given: {
    readonly id: string;
    readonly code: string | null;
    readonly shop: RedeemingShop;
    readonly now: Date;
  },
): NewRedemption {
  const { kind } = reward.gives;
  // An experience is promised at once, and handed over by staff; everything else has to be fetched from Shopify first,
  // but for a code that lay ready.
  const isReady = given.code !== null || kind === 'experience';
  return {
    id: given.id,
    memberId,
    rewardKey: reward.key,
    programVersion,
    kind,
    points,
    amount: offer.amount,
    currency: given.shop.currency,
    choice: offer.choice,
    state: isReady ? 'ready' : 'pending',
    code: given.code,
    discountId: given.code === null ? null : (discount?.id ?? null),
    validUntil: isReady ? validity.endsAt : null,
    retryAt: isReady ? null : given.now,
    cause: asked.cause,
  };
}

/** Whether the member has what was promised. */
function isSpent({ kind, code }: NewRedemption): boolean {
  return isDiscountKind(kind) && code !== null;
}

function causeOf({ granted, redemption }: PostedRedemption) {
  const { memberId, points } = redemption;
  const inputHash = createHash('sha256')
    .update(JSON.stringify([memberId, points, granted.reward.key]))
    .digest('base64url');
  const result = { memberId, points };
  return { kind: 'redemption', id: holdIdOf(redemption), inputHash, result } as const;
}

function transfersOf({ granted, redemption }: PostedRedemption, now: Date): NewTransfer[] {
  const { reward, legs, memberId, points } = granted;
  const causeId = holdIdOf(redemption);
  const because: RedemptionReceipt = {
    kind: 'redemption',
    redemptionId: causeId,
    points,
    reason: reward.name ?? reward.key,
    ...(reward.name === null && { gives: giftOf(reward, redemption) }),
  };
  const held = legs.map((leg, index) => ({ ...leg, ordinal: 0, leg: index }));
  const spent = isSpent(redemption)
    ? held.map((leg) => ({
        ...leg,
        source: 'held' as const,
        destination: 'redeemed' as const,
        movement: 'spent' as const,
        ordinal: 1,
      }))
    : [];
  return [...held, ...spent].map(({ movement, ...moves }) => ({
    ...moves,
    memberId,
    causeKind: 'redemption',
    causeId,
    corrects: null,
    receipt: { movement, because },
    occurredAt: now,
  }));
}

function giftOf({ gives }: GrantedReward['reward'], redemption: NewRedemption): RedeemedGift {
  const { amount, currency } = redemption;
  const percent = gives.kind === 'percentage_off' ? gives.percent : null;
  return { kind: gives.kind, amount, percent, currency };
}

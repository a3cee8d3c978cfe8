import { inTransaction } from '#app/db/database.server.ts';
import {
  changeRedemption,
  listDueRedemptions,
  type RedemptionChange,
} from '#app/db/redemptions/redemptions.server.ts';
import { dropCode } from '#app/db/redemptions/missing-codes.server.ts';
import { holdIdOf, type Redemption } from '#app/db/redemptions/redemption.server.ts';
import { DISCOUNT_KINDS } from '#app/loyalty/rewards/discount-terms.ts';
import type { OrderId } from '#app/loyalty/ids.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';
import {
  deleteCode,
  findCode,
  findOrderWithCode,
} from '#app/shopify/reward-discounts/discount-codes.server.ts';

import { giveBackPoints } from '../redeeming/end-hold.server.ts';
import { SETTLING_MS } from './settling-time.server.ts';
import { CODE_GONE } from '../redeeming/code-gone.server.ts';
import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import type { Tending } from './tending.server.ts';

const BATCH_SIZE = 100;
/** How soon it is looked again whether the code is gone; twice as long each time, for Shopify deletes when it has time. */
const SOON_MS = 2_000;
const LATE_MS = 10 * 60_000;
/** Tries in vain after which the merchant is asked. */
const ATTEMPTS_MAX = 10;

/**
 * Carries on cancellations: the code is deleted at Shopify, and the points go back only once it is gone and no order was
 * placed with it. A code that was used meanwhile stays used.
 */
export async function finishCancelling(tending: Tending): Promise<void> {
  const { services, shop, now } = tending;
  const wanted = { kinds: DISCOUNT_KINDS, state: 'cancelling', now, limit: BATCH_SIZE } as const;
  const cancelling = await listDueRedemptions(services.database.pool, shop.id, wanted);
  await tending.forEach(cancelling, async (redemption) => {
    if (tending.hasEnded) return;
    if (redemption.code === null) await giveBack(tending, redemption.id);
    else if (redemption.problem === CODE_GONE) {
      await lookForOrder(tending, redemption, redemption.code);
    } else await deleteItsCode(tending, redemption, redemption.code);
  });
}

async function deleteItsCode(
  tending: Tending,
  redemption: Redemption,
  code: string,
): Promise<void> {
  const { services, shop } = tending;
  const found = await findCode(services.adminApi, shop.domain, code);
  if (!found.ok) return putOff(tending, redemption, found.failure);
  if (found.data === null) {
    const change = { problem: CODE_GONE, attempts: 0, retryAt: tending.in(SETTLING_MS) };
    return changeWhileCancelling(tending, redemption.id, change);
  }
  if (found.data.usages > 0) {
    // Its order will be heard of; until then it is hers as before.
    const change = { state: 'ready', problem: 'used_meanwhile', retryAt: null } as const;
    return changeWhileCancelling(tending, redemption.id, change);
  }
  // Asking for it again does no harm: who is gone already is not found any more.
  const deleted = await deleteCode(services.adminApi, shop.domain, found.data);
  if (!deleted.ok) return putOff(tending, redemption, deleted.failure);
  const { attempts } = redemption;
  const retryAt = tending.in(Math.min(LATE_MS, SOON_MS * 2 ** attempts));
  return changeWhileCancelling(tending, redemption.id, {
    attempts: attempts + 1,
    ...nextTry(retryAt, attempts, deleted.data.problem),
  });
}

async function lookForOrder(tending: Tending, redemption: Redemption, code: string): Promise<void> {
  const { services, shop } = tending;
  const found = await findOrderWithCode(services.adminApi, shop.domain, code);
  if (!found.ok) return putOff(tending, redemption, found.failure);
  if (found.data === null) return giveBack(tending, redemption.id);
  const orderId: OrderId = found.data;
  const change = { state: 'used', orderId, problem: null, retryAt: null } as const;
  return changeWhileCancelling(tending, redemption.id, change);
}

async function giveBack({ services, shop, now }: Tending, id: string): Promise<void> {
  await inTransaction(services.database, async (sql) => {
    const redemption = await lockWithMember(sql, shop.id, id);
    if (redemption?.state !== 'cancelling') return;
    if (redemption.points > 0) await giveBackPoints(sql, shop.id, holdIdOf(redemption), now);
    const change = { state: 'cancelled', problem: null, retryAt: null } as const;
    await changeRedemption(sql, shop.id, id, change, now);
    if (redemption.code !== null) await dropCode(sql, shop.id, redemption.code);
  });
}

async function putOff(
  tending: Tending,
  redemption: Redemption,
  failure: AdminFailure,
): Promise<void> {
  const retryAt = tending.fail(failure, redemption.attempts);
  const isUnknown = failure.kind === 'unavailable' || failure.kind === 'refused';
  const attempts = redemption.attempts + (isUnknown ? 1 : 0);
  await changeWhileCancelling(tending, redemption.id, {
    attempts,
    ...nextTry(retryAt, redemption.attempts, redemption.problem),
  });
}

/** Another try, or none any more: then the merchant decides. */
function nextTry(retryAt: Date, attempts: number, problem: string | null): RedemptionChange {
  if (attempts < ATTEMPTS_MAX) return { retryAt };
  return { state: 'doubtful', problem: problem ?? 'not_cancelled', retryAt: null };
}

/** Unless its order was heard of meanwhile, which then says what it is. */
async function changeWhileCancelling(
  { services, shop, now }: Tending,
  id: string,
  change: RedemptionChange,
): Promise<void> {
  await inTransaction(services.database, async (sql) => {
    const redemption = await lockWithMember(sql, shop.id, id);
    if (redemption?.state === 'cancelling') await changeRedemption(sql, shop.id, id, change, now);
  });
}

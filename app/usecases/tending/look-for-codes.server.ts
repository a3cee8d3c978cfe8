import { inTransaction } from '#app/db/database.server.ts';
import { dropCode } from '#app/db/redemptions/missing-codes.server.ts';
import {
  changeRedemption,
  listDueRedemptions,
  type RedemptionChange,
} from '#app/db/redemptions/redemptions.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { DISCOUNT_KINDS } from '#app/loyalty/rewards/discount-terms.ts';
import { findCode } from '#app/shopify/reward-discounts/discount-codes.server.ts';

import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import { isOver } from '../redemptions/cancel-redemption.server.ts';
import { CODE_LOST } from './code-lost.server.ts';
import { SETTLING_MS } from './settling-time.server.ts';
import type { Tending } from './tending.server.ts';

const BATCH_SIZE = 100;

/**
 * Looks for members' codes that somebody is said to have deleted at Shopify. Whose code is gone is owed another, unless an
 * order was placed with it.
 */
export async function lookForCodes(tending: Tending): Promise<void> {
  const { services, shop, now } = tending;
  const doubted = { kinds: DISCOUNT_KINDS, state: 'ready', now, limit: BATCH_SIZE } as const;
  const due = await listDueRedemptions(services.database.pool, shop.id, doubted);
  await tending.forEach(due, async (redemption) => {
    if (tending.hasEnded || redemption.code === null) return;
    const found = await findCode(services.adminApi, shop.domain, redemption.code);
    if (!found.ok) {
      const retryAt = tending.fail(found.failure, redemption.attempts);
      const change = { attempts: redemption.attempts + 1, retryAt };
      return changeWhileReady(tending, redemption, change);
    }
    if (found.data !== null) {
      return changeWhileReady(tending, redemption, { attempts: 0, retryAt: null });
    }
    return oweAnother(tending, redemption);
  });
}

async function oweAnother(tending: Tending, redemption: Redemption): Promise<void> {
  const change = {
    state: 'pending',
    validUntil: null,
    problem: CODE_LOST,
    attempts: 0,
    retryAt: tending.in(SETTLING_MS),
  } as const;
  const isLate = isOver(redemption, tending.now);
  await changeWhileReady(tending, redemption, isLate ? { retryAt: null } : change);
}

/** Unless something else has become of it meanwhile. */
async function changeWhileReady(
  { services, shop, now }: Tending,
  { id, code, rewardKey }: Redemption,
  change: RedemptionChange,
): Promise<void> {
  await inTransaction(services.database, async (sql) => {
    const redemption = await lockWithMember(sql, shop.id, id);
    if (redemption?.state !== 'ready' || redemption.code !== code || code === null) return;
    await changeRedemption(sql, shop.id, id, change, now);
    if (change.state !== 'pending') return;
    await dropCode(sql, shop.id, code);
    const subject = `redemption:${id}`;
    const detail = { reward: rewardKey };
    const entry = { actor: 'system', action: 'redemption.code_deleted', subject, detail } as const;
    await writeAuditEntry(sql, shop.id, entry, now);
  });
}

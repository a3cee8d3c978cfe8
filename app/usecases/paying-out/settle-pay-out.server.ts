import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { closePayOut } from '#app/db/redemptions/pay-outs.server.ts';
import { changeRedemption } from '#app/db/redemptions/redemptions.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import { UNKNOWN_OUTCOMES_MAX, waitForOutcomeMs } from '#app/loyalty/cash-out/patience.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { backoffMs } from '#app/platform/backoff.ts';

import { endRedemption, type RedemptionEnding } from '../redemptions/end-redemption.server.ts';
import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import type { Services } from '../services.server.ts';
import type { PayOutStep } from './pay-out-step.server.ts';

/** Notes what a step of paying out came to, and lets the points follow. */
export async function settlePayOut(
  { database, clock, logger }: Pick<Services, 'database' | 'clock' | 'logger'>,
  shopId: ShopId,
  id: string,
  step: PayOutStep,
): Promise<void> {
  const now = clock.now();
  if (step.kind !== 'paid') logger.warn({ shopId, redemption: id, step }, 'pay-out not done');
  await inTransaction(database, async (sql) => {
    if (step.kind === 'paid' || step.kind === 'refused') {
      const ended = await end(sql, shopId, id, step, now);
      // Without the step: a gift card's code is money.
      if (ended.kind !== 'ended') {
        logger.error({ shopId, redemption: id, ended, came: step.kind }, 'not open');
      }
      return;
    }
    const locked = await lockWithMember(sql, shopId, id);
    if (locked?.state !== 'pending') return;
    const change = step.kind === 'later' ? putOff(locked, step, now) : doubt(locked, step, now);
    await changeRedemption(sql, shopId, id, change, now);
  });
}

async function end(
  sql: Sql,
  shopId: ShopId,
  id: string,
  step: Extract<PayOutStep, { kind: 'paid' | 'refused' }>,
  now: Date,
) {
  const ending: RedemptionEnding =
    step.kind === 'paid'
      ? { state: 'used', points: 'spent', change: step.code === null ? {} : { code: step.code } }
      : { state: 'failed', points: 'given_back', change: { problem: step.problem } };
  const decide = ({ state }: Redemption) => (state === 'pending' ? ending : null);
  const ended = await endRedemption(sql, shopId, id, decide, now);
  await closePayOut(sql, shopId, id, step.kind === 'paid' ? step.paidId : null);
  return ended;
}

function putOff(
  { attempts }: Redemption,
  { problem, failure }: Extract<PayOutStep, { kind: 'later' }>,
  now: Date,
) {
  const waitMs = failure?.kind === 'throttled' ? failure.retryAfterMs : backoffMs(attempts);
  return { problem, attempts: attempts + 1, retryAt: new Date(now.getTime() + waitMs) };
}

/** What is unknown is looked for a number of times, and left to the merchant then; what was asked stays noted. */
function doubt(
  { attempts }: Redemption,
  step: Extract<PayOutStep, { kind: 'unknown' | 'ambiguous' }>,
  now: Date,
) {
  if (step.kind === 'ambiguous' || attempts + 1 >= UNKNOWN_OUTCOMES_MAX) {
    const problem = step.kind === 'ambiguous' ? 'ambiguous' : step.problem;
    return { state: 'doubtful', problem, attempts: attempts + 1, retryAt: null } as const;
  }
  const earliest = now.getTime() + waitForOutcomeMs(attempts);
  const retryAt = new Date(Math.max(earliest, step.notBefore.getTime()));
  return { problem: step.problem, attempts: attempts + 1, retryAt };
}

import { createHash } from 'node:crypto';

import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { findCause, noteCauses } from '#app/db/ledger/causes.server.ts';
import { resolveMembers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { readLots } from '#app/db/ledger/lots.server.ts';
import { lockForJudging } from '#app/db/programs/programs.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { planHold } from '#app/loyalty/ledger/move-holdings.ts';

import { ageLotsOf } from '../ledger/age-lots.server.ts';
import { keepActive } from '../ledger/keep-active.server.ts';
import { spendHeldPoints } from './end-hold.server.ts';
import { postRedemption, type Redemption } from './post-redemption.server.ts';

/** What promising points came to. */
export type HoldOutcome =
  'held' | 'repeated' | 'contradictory' | 'no_member' | 'not_enough' | 'no_amount';

/**
 * The first phase of a redemption (the ledger's law 10): points go from available to held, out of the lots that expire
 * next. They are spent once the shopper has what was promised, or go back to the very lots.
 * @param sql an open transaction
 */
export async function holdPoints(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  now: Date,
): Promise<HoldOutcome> {
  const { memberId, points } = redemption;
  if (!Number.isSafeInteger(points) || points <= 0) return 'no_amount';
  await lockForJudging(sql, shopId);
  const survivors = await resolveMembers(sql, shopId, [memberId]);
  const holder = survivors.get(memberId) ?? memberId;
  const account = (await lockAccounts(sql, shopId, [holder])).get(holder);
  if (!account) return 'no_member';
  // What has expired by now cannot be spent, and what has matured can, however late their job is.
  for (const event of ['maturity', 'expiry'] as const) {
    await ageLotsOf(sql, shopId, event, [holder], now);
  }
  const lots = await readLots(sql, shopId, {
    orders: [],
    spending: [{ memberId: holder, points }],
    owing: [],
  });
  const legs = planHold(points, lots);
  const cause = causeOf(redemption);
  const news = legs
    ? (await noteCauses(sql, shopId, [cause], now))[0]
    : await findCause(sql, shopId, cause);
  if (news === 'repeated' || news === 'contradictory') return news;
  if (!legs) return 'not_enough';
  await postRedemption(sql, shopId, { ...redemption, memberId: holder }, legs, { ordinal: 0, now });
  await keepActive(sql, shopId, [holder]);
  return 'held';
}

/** Takes points at once: both phases together, for what is handed over on the spot. */
export async function spendPoints(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  now: Date,
): Promise<Exclude<HoldOutcome, 'held'> | 'spent'> {
  const outcome = await holdPoints(sql, shopId, redemption, now);
  if (outcome !== 'held') return outcome;
  await spendHeldPoints(sql, shopId, redemption.id, now);
  return 'spent';
}

function causeOf({ id, memberId, points, reason }: Redemption) {
  const inputHash = createHash('sha256')
    .update(JSON.stringify([memberId, points, reason]))
    .digest('base64url');
  return { kind: 'redemption', id, inputHash, result: { memberId, points } } as const;
}

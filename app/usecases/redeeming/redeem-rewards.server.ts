import { type LockedAccount, lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { resolveMembers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { readLots } from '#app/db/ledger/lots.server.ts';
import {
  findVersionInForce,
  listProgramVersions,
  lockForJudging,
} from '#app/db/programs/programs.server.ts';
import { listCountedRedemptions } from '#app/db/redemptions/redeemers.server.ts';
import { findByCauses } from '#app/db/redemptions/redemptions.server.ts';
import { listLowPools } from '#app/db/redemptions/reward-codes.server.ts';
import { findDiscountsByKey } from '#app/db/redemptions/reward-discounts.server.ts';
import { listRewardGaps } from '#app/db/redemptions/reward-gaps.server.ts';
import { lockTaken } from '#app/db/redemptions/reward-takings.server.ts';
import { findGrantedScopes } from '#app/db/shops/sessions.server.ts';
import { isCashOut } from '#app/loyalty/cash-out/kinds.ts';
import { referencesOfReward } from '#app/loyalty/catalog/program-references.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { asksForTags } from '#app/loyalty/rewards/may-redeem.ts';
import { termsOf } from '#app/loyalty/rewards/discount-terms.ts';
import { offersOf } from '#app/loyalty/rewards/offer.ts';
import { pausedRewards } from '#app/loyalty/rewards/references.ts';
import { validityOf } from '#app/loyalty/rewards/validity.ts';

import { ageLotsOf } from '../ledger/age-lots.server.ts';
import type { AskedReward, RedeemingShop, RedeemOutcome } from './asked-reward.server.ts';
import { askForFollowUp } from './follow-up.server.ts';
import {
  type GrantedReward,
  judgeAsked,
  type PromisedReward,
  type RedeemingContext,
} from './judge-asked.server.ts';
import { postGranted } from './post-granted.server.ts';
import { POOL_LOW } from './pool-size.server.ts';
import { readRedeemers } from './redeemers.server.ts';
import { discountKeyOf, textOfKey } from './reward-discount-key.server.ts';

/**
 * Gives members rewards for their points, and prizes for nothing: everything that a reward asks for is checked, points are
 * held, a code is claimed out of its discount's pool and the points are spent, without a word to Shopify. Where no code
 * lies ready the points stay held, and a job fetches what was promised. A batch of any size is a handful of statements,
 * and each cause is carried out once.
 * @param sql an open transaction
 * @returns what each came to, in their order
 */
export async function redeemRewards(
  sql: Sql,
  shop: RedeemingShop,
  asked: readonly AskedReward[],
  now: Date,
): Promise<RedeemOutcome[]> {
  await lockForJudging(sql, shop.id);
  const named = asked.map(({ memberId }) => memberId);
  const survivors = await resolveMembers(sql, shop.id, named);
  const holding = asked.map((each) => ({
    asked: each,
    memberId: survivors.get(each.memberId) ?? each.memberId,
  }));
  const memberIds = [...new Set(holding.map(({ memberId }) => memberId))];
  const accounts = await lockAccounts(sql, shop.id, memberIds);
  const version = await findVersionInForce(sql, shop.id, now);
  if (!version) return asked.map(() => ({ outcome: 'no_reward' }));
  // What has expired by now cannot be spent, and what has matured can, however late their job is.
  for (const event of ['maturity', 'expiry'] as const) {
    await ageLotsOf(sql, shop.id, event, [...accounts.keys()], now);
  }
  const context = await readContext(sql, shop, { version, accounts, holding, now });
  const judged = judgeAsked(context, holding);
  const granted = judged.filter((each): each is GrantedReward => !('outcome' in each));
  const posted = await postGranted(sql, shop, granted, now);
  await askForFollowUp(sql, shop.id, posted, await lowPools(sql, shop, granted));
  const redemptions = new Map(posted.map((each) => [each.granted, each.redemption]));
  return judged.map((each): RedeemOutcome => {
    if ('outcome' in each) return each;
    const redemption = redemptions.get(each);
    if (!redemption) throw new Error('a granted reward was not written down');
    return { outcome: 'redeemed', redemption };
  });
}

interface Holding {
  readonly asked: AskedReward;
  readonly memberId: MemberId;
}

/** Reads what these rewards need to be judged, and no more. */
async function readContext(
  sql: Sql,
  shop: RedeemingShop,
  {
    version,
    accounts,
    holding,
    now,
  }: {
    readonly version: ProgramVersion;
    readonly accounts: ReadonlyMap<MemberId, LockedAccount>;
    readonly holding: readonly Holding[];
    readonly now: Date;
  },
): Promise<RedeemingContext> {
  const memberIds = [...accounts.keys()];
  const promises = await readPromises(sql, shop, version, holding);
  const rewards = [...promises.values()].map(({ reward }) => reward);
  const limited = rewards.filter(({ limits }) => limits.length > 0).map(({ key }) => key);
  const isChoosy = rewards.some(
    (reward) => reward.conditions.tiers !== 'all' || asksForTags(reward),
  );
  const taken = await lockTaken(sql, shop.id, stockedOf(promises, holding));
  const keys = rewards.flatMap((reward) => keysOf(reward, shop.currency, now));
  const discounts = await findDiscountsByKey(sql, shop.id, keys);
  return {
    shop,
    promises,
    accounts,
    known: await findByCauses(
      sql,
      shop.id,
      holding.map(({ asked }) => asked.cause),
    ),
    redeemers: isChoosy ? await readRedeemers(sql, shop, memberIds, now) : new Map(),
    counted: await listCountedRedemptions(sql, shop.id, memberIds, limited),
    taken,
    paused: await readPaused(sql, shop, rewards),
    scopes: await readScopes(sql, shop, rewards),
    discounts: new Map(discounts.map((discount) => [textOfKey(discount), discount])),
    lots: await readLots(sql, shop.id, { orders: [], spending: spendingOf(holding), owing: [] }),
    now,
  };
}

/** Rewards of which there are only so many, and that somebody asks for: a prize is given whatever the stock. */
function stockedOf(
  promises: ReadonlyMap<string, PromisedReward>,
  holding: readonly Holding[],
): string[] {
  const asked = holding.flatMap(({ asked: { asks, rewardKey } }) =>
    asks === 'prize' ? [] : [rewardKey],
  );
  return asked.filter((key) => (promises.get(key)?.reward.stock ?? null) !== null);
}

/** Only of rewards that are about products or collections is there anything to be read. */
async function readPaused(
  sql: Sql,
  shop: RedeemingShop,
  rewards: readonly Reward[],
): Promise<ReadonlySet<string>> {
  const about = rewards.filter((reward) => referencesOfReward(reward).length > 0);
  return about.length === 0 ? new Set() : pausedRewards(about, await listRewardGaps(sql, shop.id));
}

/** Only what is paid out as money asks for access that a shop may not have granted. */
async function readScopes(
  sql: Sql,
  shop: RedeemingShop,
  rewards: readonly Reward[],
): Promise<readonly string[] | null> {
  if (!rewards.some(({ gives }) => isCashOut(gives.kind))) return null;
  return (await findGrantedScopes(sql, shop.domain)) ?? null;
}

/**
 * What is promised under the keys that were asked for: by the version in force, and what was won and is in it no more by the
 * newest version that had it (what was earned is handed out, whatever is offered by now).
 */
async function readPromises(
  sql: Sql,
  shop: RedeemingShop,
  inForce: ProgramVersion,
  holding: readonly Holding[],
): Promise<Map<string, PromisedReward>> {
  const promises = new Map<string, PromisedReward>();
  const note = ({ version, program }: ProgramVersion, keys: ReadonlySet<string>) => {
    for (const reward of program.rewards.filter(({ key }) => keys.has(key))) {
      const isInForce = version === inForce.version;
      promises.set(reward.key, { reward, programVersion: version, isInForce });
    }
  };
  note(inForce, new Set(holding.map(({ asked }) => asked.rewardKey)));
  const won = holding.flatMap(({ asked }) => (asked.asks === 'prize' ? asked.rewardKey : []));
  const missing = new Set(won.filter((key) => !promises.has(key)));
  if (missing.size === 0) return promises;
  const begun = (await listProgramVersions(sql, shop.id)).filter(
    ({ inForceFrom }) => inForceFrom <= inForce.inForceFrom,
  );
  for (const version of begun.toSorted(byStart)) note(version, missing);
  return promises;
}

function byStart(one: ProgramVersion, other: ProgramVersion): number {
  return one.inForceFrom.getTime() - other.inForceFrom.getTime() || one.version - other.version;
}

/** Every discount by which a reward may be had now. */
function keysOf(reward: Reward, currency: string, now: Date) {
  const validity = validityOf(reward.validDays, now.getTime());
  return offersOf(reward).flatMap((offer) => {
    const terms = termsOf(reward, offer, currency);
    if (terms === null || terms === 'unsupported_products') return [];
    return [discountKeyOf(reward.key, terms, validity)];
  });
}

function spendingOf(holding: readonly Holding[]) {
  return holding.flatMap(({ asked: { asks }, memberId }) => {
    if (asks === 'prize' || !Number.isSafeInteger(asks.points) || asks.points <= 0) return [];
    return [{ memberId, points: asks.points }];
  });
}

async function lowPools(
  sql: Sql,
  shop: RedeemingShop,
  granted: readonly GrantedReward[],
): Promise<string[]> {
  const ids = new Set(granted.flatMap(({ discount }) => discount?.id ?? []));
  return ids.size === 0 ? [] : listLowPools(sql, shop.id, [...ids], POOL_LOW);
}

import { randomUUID } from 'node:crypto';

import { type Database, inTransaction, openDatabase } from '#app/db/database.server.ts';
import { findShopByDomain, type Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { EarningRules } from '#app/loyalty/program/earning-rules.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { join } from '#tests/support/members.ts';

import type { RunningDemo } from './demo.ts';

const clock = { now: () => new Date() };
const DOMAIN = 'fernhill-roastery.myshopify.com';

/** The app's database of a demo, for what has no page of its own yet. */
export interface RewardDesk {
  readonly shop: Shop;
  /** Publishes a program with these rewards, these rules besides those for orders, and these tiers; in force at once. */
  publish(
    rewards: readonly Reward[],
    earning?: Partial<EarningRules>,
    tiers?: readonly Tier[],
  ): Promise<void>;
  /** Makes a customer a member with a thousand points. */
  join(customerId: string): Promise<MemberId>;
  /** @returns the redemption's id */
  redeem(memberId: MemberId, rewardKey: string, points: number): Promise<string>;
  run(statement: string, values: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens it once the demo's shop has the app. */
export async function openRewardDesk(demo: RunningDemo): Promise<RewardDesk> {
  const database = openDatabase(demo.databaseUrl, { maxConnections: 2, applicationName: 'desk' });
  const shop = await findShopByDomain(database.pool, DOMAIN);
  if (!shop) throw new Error('the demo has no shop');
  return {
    shop,
    publish: (rewards, earning = {}, tiers = []) =>
      publish(database, shop, programOf({ rewards: [...rewards], earning, tiers: [...tiers] })),
    async join(customerId) {
      const memberId = await join(database, shop, customerId);
      const award = { id: `gift-${customerId}`, memberId, points: 1_000, reason: 'A gift' };
      await inTransaction(database, (sql) => awardPoints(sql, shop.id, [award], clock.now()));
      return memberId;
    },
    async redeem(memberId, rewardKey, points) {
      const cause = { kind: 'member', id: `wish-${randomUUID()}` } as const;
      const asked = { memberId, rewardKey, asks: { points, choice: null }, cause };
      const [outcome] = await inTransaction(database, (sql) =>
        redeemRewards(sql, shop, [asked], clock.now()),
      );
      if (outcome?.outcome !== 'redeemed') throw new Error(outcome?.outcome);
      return outcome.redemption.id;
    },
    async run(statement, values) {
      await database.pool.query(statement, [...values]);
    },
    close: () => database.close(),
  };
}

async function publish(database: Database, shop: Shop, document: Program): Promise<void> {
  const source = { kind: 'document', document } as const;
  const request = { staffUserId: '42', source, begins: 'now', note: null } as const;
  const outcome = await publishProgram({ database, clock }, shop, request);
  if (outcome.outcome !== 'published') throw new Error(JSON.stringify(outcome));
}

import { createBatcher, togetherOrSingly } from '#app/db/batcher.server.ts';
import { inTransaction } from '#app/db/database.server.ts';

import { redeemRewards } from './redeem-rewards.server.ts';
import type { AskedReward, RedeemingShop, RedeemOutcome } from './asked-reward.server.ts';
import type { Services } from '../services.server.ts';

/** Gives rewards for callers who each ask for one. */
export interface RewardCounter {
  /**
   * Gives one reward, as `redeemRewards` does.
   * @returns what it came to, once that is durable
   * @throws when the database refuses it, or does not answer; the same may be asked for again
   */
  redeem(shop: RedeemingShop, asked: AskedReward): Promise<RedeemOutcome>;
}

/** Two transactions under way: the database works on one while the other is planned, or is made durable. */
const TRANSACTIONS_MAX = 2;
/** What comes while these are under way is crowd enough. */
const INTERVAL_MS = 0;
/** Beyond this nothing more is gained, and members would be locked for longer. */
const BATCH_MAX = 64;

/**
 * Makes a counter at which rewards are given out. Who comes alone is served at once; those who come within a few
 * milliseconds share their statements and their commit (as awards do). One that fails does not fail its neighbours.
 */
export function createRewardCounter({
  database,
  clock,
}: Pick<Services, 'database' | 'clock'>): RewardCounter {
  const ofShop = (shop: RedeemingShop, some: readonly Asked[]) =>
    togetherOrSingly(some, (together) =>
      inTransaction(database, (sql) =>
        redeemRewards(
          sql,
          shop,
          together.map(({ asked }) => asked),
          clock.now(),
        ),
      ),
    );
  const batcher = createBatcher<Asked, RedeemOutcome>({
    concurrency: TRANSACTIONS_MAX,
    intervalMs: INTERVAL_MS,
    sizeMax: BATCH_MAX,
    weightMax: BATCH_MAX,
    weigh: () => 1,
    // Whoever asks for the same twice at once is answered as if it had been asked for one after the other.
    key: ({ shop, asked }) => `${shop.id}:${asked.cause.kind}:${asked.cause.id}`,
    work: (all) => eachShop(all, ofShop),
  });
  return { redeem: (shop, asked) => batcher.add({ shop, asked }) };
}

const counters = new WeakMap<object, RewardCounter>();

/** The counter of this process: only who comes to the same one is served together. */
export function rewardCounterOf(services: Pick<Services, 'database' | 'clock'>): RewardCounter {
  const counter = counters.get(services.database) ?? createRewardCounter(services);
  counters.set(services.database, counter);
  return counter;
}

interface Asked {
  readonly shop: RedeemingShop;
  readonly asked: AskedReward;
}

/** @returns one result for each, in their order */
async function eachShop(
  all: readonly Asked[],
  work: (
    shop: RedeemingShop,
    some: readonly Asked[],
  ) => Promise<readonly (RedeemOutcome | Error)[]>,
): Promise<(RedeemOutcome | Error)[]> {
  const results = new Map<Asked, RedeemOutcome | Error>();
  const shops = [...Map.groupBy(all, ({ shop }) => shop.id).values()];
  await Promise.all(
    shops.map(async (some) => {
      const [first] = some;
      if (!first) return;
      const outcomes = await work(first.shop, some);
      some.forEach((each, index) => results.set(each, outcomes[index] ?? new Error('no outcome')));
    }),
  );
  return all.map((each) => results.get(each) ?? new Error('no outcome'));
}

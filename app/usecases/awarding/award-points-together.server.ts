import { createBatcher, togetherOrSingly } from '#app/db/batcher.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { type Award, type AwardOutcome, awardPoints } from './award-points.server.ts';
import type { Services } from '../services.server.ts';

/** Gives points for callers who each have one award to give. */
export interface Awarder {
  /**
   * Gives one award, as `awardPoints` does.
   * @returns what it came to, once that is durable
   * @throws when the database refuses this award, or does not answer; the same award may be asked for again
   */
  award(shopId: ShopId, award: Award): Promise<AwardOutcome>;
}

/** Two transactions under way: the database works on one while the other is planned, or is made durable. */
const TRANSACTIONS_MAX = 2;

/** What comes while these are under way is crowd enough: with a pause of 2 ms, 32 callers got half as much done. */
const INTERVAL_MS = 0;

/** Beyond this nothing more is gained, and members would be locked for longer. */
const BATCH_MAX = 64;

/**
 * Makes an awarder. An award that comes alone is carried out at once; those that come within a few milliseconds share
 * their statements and their commit. One that fails does not fail its neighbours.
 */
export function createAwarder({ database, clock }: Pick<Services, 'database' | 'clock'>): Awarder {
  const awardOfShop = (shopId: ShopId, asked: readonly AskedAward[]) =>
    togetherOrSingly(asked, (some) =>
      inTransaction(database, (sql) =>
        awardPoints(
          sql,
          shopId,
          some.map(({ award }) => award),
          clock.now(),
        ),
      ),
    );
  const batcher = createBatcher<AskedAward, AwardOutcome>({
    concurrency: TRANSACTIONS_MAX,
    intervalMs: INTERVAL_MS,
    sizeMax: BATCH_MAX,
    weightMax: BATCH_MAX,
    weigh: () => 1,
    // Whoever asks for the same twice at once is answered as if it had been asked for one after the other.
    key: ({ shopId, award }) => `${shopId}:${award.id}`,
    work: (asked) => eachShop(asked, awardOfShop),
  });
  return { award: (shopId, award) => batcher.add({ shopId, award }) };
}

/** An award, and whose it is. */
interface AskedAward {
  readonly shopId: ShopId;
  readonly award: Award;
}

/**
 * Shops have nothing in common that a transaction could share.
 * @returns one result an award, in their order
 */
async function eachShop(
  asked: readonly AskedAward[],
  work: (shopId: ShopId, some: readonly AskedAward[]) => Promise<readonly (AwardOutcome | Error)[]>,
): Promise<(AwardOutcome | Error)[]> {
  const results = new Map<AskedAward, AwardOutcome | Error>();
  const shops = [...Map.groupBy(asked, ({ shopId }) => shopId)];
  await Promise.all(
    shops.map(async ([shopId, some]) => {
      const outcomes = await work(shopId, some);
      outcomes.forEach((outcome, index) => {
        const each = some[index];
        if (each) results.set(each, outcome);
      });
    }),
  );
  return asked.map((each) => results.get(each) ?? new Error('no outcome'));
}

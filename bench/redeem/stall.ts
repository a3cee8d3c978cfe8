import { type Database, inTransaction } from '#app/db/database.server.ts';
import { addProgramVersion } from '#app/db/programs/program-versions.server.ts';
import { noteCodes } from '#app/db/redemptions/reward-codes.server.ts';
import {
  changeDiscount,
  findDiscountsByKey,
  wantDiscounts,
} from '#app/db/redemptions/reward-discounts.server.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { wantedDiscounts } from '#app/loyalty/rewards/wanted-discounts.ts';
import { clock } from '#app/platform/clock.server.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { discountKeyOf } from '#app/usecases/redeeming/reward-discount-key.server.ts';
import type { Population } from '#bench/ledger/members.ts';

/** What a code costs. */
export const PRICE = 100;

/** A reward without conditions: what is measured is giving it out. */
const REWARD: Reward = {
  key: 'one-off',
  name: 'One euro off',
  description: null,
  gives: { kind: 'amount_off', steps: [{ points: PRICE, amount: 100 }], products: 'all' },
  offered: 'yes',
  conditions: { tiers: 'all', tags: { any: [], none: [] } },
  minimumCart: 0,
  stock: null,
  limits: [],
  validDays: null,
  combines: { order: false, product: false, shipping: false },
};

const AWARDS_A_BATCH = 500;
const CODES_A_BATCH = 10_000;

/** A shop that offers a reward, with so many codes in its pool. */
export async function stockPool(
  database: Database,
  { shop }: Population,
  codes: number,
): Promise<void> {
  const now = clock.now();
  const program = { ...firstProgram(), rewards: [REWARD] };
  const version = { program, inForceFrom: now, publishedBy: 'system', note: null } as const;
  const { discounts } = wantedDiscounts(program, shop.currency, [now.getTime()]);
  const keyed = discounts.map((discount) => ({
    ...discountKeyOf(discount.rewardKey, discount.terms, discount),
    terms: discount.terms,
    endsAt: discount.endsAt,
    firstCode: 'BENCH',
  }));
  const discountId = await inTransaction(database, async (sql) => {
    await addProgramVersion(sql, shop.id, version, now);
    await wantDiscounts(sql, shop.id, keyed, now);
    const [found] = await findDiscountsByKey(sql, shop.id, keyed);
    if (!found) throw new Error('the discount was not noted');
    await changeDiscount(sql, shop.id, found.id, { state: 'active', shopifyId: '1' });
    return found.id;
  });
  for (let first = 0; first < codes; first += CODES_A_BATCH) {
    const count = Math.min(CODES_A_BATCH, codes - first);
    const some = Array.from({ length: count }, (_, index) => `BENCH-${first + index}`);
    await noteCodes(database.pool, shop.id, discountId, some, 'free');
  }
  await database.pool.query('VACUUM ANALYZE reward_codes, redemptions');
}

/** Gives every member points for so many codes. */
export async function giveAll(
  database: Database,
  { shop, memberIds }: Population,
  times: number,
): Promise<void> {
  for (let first = 0; first < memberIds.length; first += AWARDS_A_BATCH) {
    const awards = memberIds.slice(first, first + AWARDS_A_BATCH).map((memberId) => ({
      id: `to-redeem-${memberId}`,
      memberId,
      points: times * PRICE,
      reason: 'To redeem',
    }));
    await inTransaction(database, (sql) => awardPoints(sql, shop.id, awards, clock.now()));
  }
}

import { Session } from '@shopify/shopify-app-remix/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { forgetCustomerTags, saveCustomerTags } from '#app/db/members/customer-tags.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { noteCodes } from '#app/db/redemptions/reward-codes.server.ts';
import {
  changeDiscount,
  listRewardDiscounts,
  wantDiscounts,
} from '#app/db/redemptions/reward-discounts.server.ts';
import { sumTaken } from '#app/db/redemptions/reward-takings.server.ts';
import { noteTending } from '#app/db/redemptions/reward-tendings.server.ts';
import { eraseNextOfShop } from '#app/db/privacy/shop-redaction.server.ts';
import { createSessionStorage } from '#app/db/shops/sessions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { wantedDiscounts } from '#app/loyalty/rewards/wanted-discounts.ts';
import { listOwnRedemptions } from '#app/db/redemptions/own-redemptions.server.ts';
import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { grantReward } from '#app/usecases/redeeming/grant-reward.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { createRewardCounter } from '#app/usecases/redeeming/redeem-reward.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import type { AskedReward, RedeemOutcome } from '#app/usecases/redeeming/asked-reward.server.ts';
import { discountKeyOf } from '#app/usecases/redeeming/reward-discount-key.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { countRowsOfShop } from '#tests/support/every-table.ts';
import { balancesOf, expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';

import { aReward, programWith } from '../support/a-reward.ts';

const NOW = new Date('2026-05-20T12:00:00Z');
const clock = { now: () => NOW };

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const within = <Result>(work: (sql: Sql) => Promise<Result>) =>
  inTransaction(opened.database, work);

/** A shop that offers these rewards, each of whose pools has so many codes. */
async function openStall(codes: number, ...rewards: Reward[]): Promise<Shop> {
  const program = programWith(rewards);
  const shop = await openShop(opened.database, program);
  const { discounts } = wantedDiscounts(program, shop.currency, [NOW.getTime()]);
  const noted = discounts.map((each) => ({
    ...discountKeyOf(each.rewardKey, each.terms, each),
    terms: each.terms,
    endsAt: each.endsAt,
    firstCode: 'FIRST',
  }));
  await wantDiscounts(opened.database.pool, shop.id, noted, NOW);
  for (const { id } of await listRewardDiscounts(opened.database.pool, shop.id)) {
    await changeDiscount(opened.database.pool, shop.id, id, { state: 'active', shopifyId: id });
    const some = Array.from({ length: codes }, (_, index) => `CODE-${id}-${index}`);
    await noteCodes(opened.database.pool, shop.id, id, some, 'free');
  }
  return shop;
}

async function memberWith(shop: Shop, points: number, customerId = '7'): Promise<MemberId> {
  const memberId = await join(opened.database, shop, customerId);
  const award = { id: `gift-${customerId}`, memberId, points, reason: 'A gift' };
  if (points > 0) await within((sql) => awardPoints(sql, shop.id, [award], NOW));
  return memberId;
}

let asks = 0;
function ask(memberId: MemberId, change: Partial<AskedReward> = {}): AskedReward {
  asks += 1;
  return {
    memberId,
    rewardKey: 'five-off',
    asks: { points: 500, choice: null },
    cause: { kind: 'member', id: `ask-${asks}` },
    ...change,
  };
}

const redeem = async (shop: Shop, ...asked: AskedReward[]): Promise<RedeemOutcome[]> =>
  within((sql) => redeemRewards(sql, shop, asked, NOW));

const outcomesOf = (outcomes: readonly RedeemOutcome[]) => outcomes.map(({ outcome }) => outcome);
const codesOf = (outcomes: readonly RedeemOutcome[]) =>
  outcomes.flatMap((each) =>
    each.outcome === 'redeemed' && each.redemption.code !== null ? [each.redemption.code] : [],
  );

describe('asking for a reward', () => {
  test('spends points that are there, and no others', async () => {
    const shop = await openStall(5, aReward());
    const member = await memberWith(shop, 1_200);
    const outcomes = await redeem(shop, ask(member), ask(member), ask(member));
    expect(outcomesOf(outcomes)).toEqual(['redeemed', 'redeemed', 'not_enough']);
    expect(new Set(codesOf(outcomes)).size).toBe(2);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 200, held: 0 });
    await expectBalancedLedger(opened.database, shop);
  });

  test('again gives the same, and something else by the same name nothing', async () => {
    const shop = await openStall(5, aReward());
    const member = await memberWith(shop, 2_000);
    const once = ask(member);
    const [first] = await redeem(shop, once);
    const [second] = await redeem(shop, once);
    expect(first?.outcome === 'redeemed' && first.redemption.code).toBe(
      second?.outcome === 'repeated' && second.redemption.code,
    );
    const other = await memberWith(shop, 2_000, '8');
    expect(outcomesOf(await redeem(shop, { ...once, memberId: other }))).toEqual(['contradictory']);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 1_500 });
  });

  test('says what is in the way', async () => {
    const shop = await openStall(5, aReward(), aReward({ key: 'prize', offered: 'prize' }));
    const member = await memberWith(shop, 400);
    const outcomes = await redeem(
      shop,
      ask(member),
      ask(member, { rewardKey: 'other' }),
      ask(member, { rewardKey: 'prize' }),
      ask(member, { asks: { points: 499, choice: null } }),
      ask('999' as MemberId),
    );
    expect(outcomes).toEqual([
      { outcome: 'not_enough' },
      { outcome: 'no_reward' },
      { outcome: 'refused', refusal: { why: 'not_offered' } },
      { outcome: 'no_such_offer' },
      { outcome: 'no_member' },
    ]);
    await expectBalancedLedger(opened.database, shop);
  });

  test('for an experience holds the points until it is handed over', async () => {
    const gives = { kind: 'experience', points: 500, cost: 0 } as const;
    const shop = await openStall(0, aReward({ gives, validDays: 10 }));
    const member = await memberWith(shop, 500);
    const [outcome] = await redeem(shop, ask(member));
    expect(outcome).toMatchObject({
      redemption: { state: 'ready', validUntil: new Date('2026-05-30T12:00:00Z') },
    });
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 0, held: 500 });
  });

  test('names the member whom she was merged into', async () => {
    const shop = await openStall(5, aReward({ limits: [{ per: 'ever', times: 2, points: null }] }));
    const absorbed = await memberWith(shop, 600, '7');
    await memberWith(shop, 600, '8');
    expect(outcomesOf(await redeem(shop, ask(absorbed)))).toEqual(['redeemed']);
    const merge = {
      absorbed: CustomerId.parse('7'),
      kept: CustomerId.parse('8'),
      mergedAt: NOW,
      isInferred: false,
    };
    await within((sql) => mergeCustomers(sql, shop, merge, NOW));
    // Together they have 700 left, and one more of the two that each may have.
    expect(outcomesOf(await redeem(shop, ask(absorbed)))).toEqual(['redeemed']);
    const [limit] = await redeem(shop, ask(absorbed));
    expect(limit).toMatchObject({ outcome: 'refused', refusal: { why: 'limit_reached' } });
    const newest = { view: 'all', newsSince: NOW, before: null, limit: 9 } as const;
    const own = await listOwnRedemptions(opened.database.pool, shop.id, absorbed, newest);
    const services = { database: opened.database, clock: { now: () => NOW } };
    const cancelled = own.map(({ id }) =>
      cancelRedemption(services, shop.id, { redemptionId: id, memberId: absorbed }),
    );
    expect(await Promise.all(cancelled)).toEqual(['cancelling', 'cancelling']);
    await expectBalancedLedger(opened.database, shop);
  });
});

describe('a reward for some members', () => {
  const conditions = (tiers: 'all' | string[], any: string[] = []) => ({
    conditions: { tiers, tags: { any, none: [] } },
  });

  test('is had in the tier that she has now', async () => {
    const shop = await openStall(5, aReward(conditions(['gold'])), {
      ...aReward(conditions(['bronze'])),
      key: 'for-all',
    });
    const member = await memberWith(shop, 5_000);
    const both = () => redeem(shop, ask(member), ask(member, { rewardKey: 'for-all' }));
    expect(outcomesOf(await both())).toEqual(['redeemed', 'refused']);
    await opened.database.pool.query(
      `INSERT INTO tier_pins (shop_id, member_id, tier, from_at, set_by, reason)
       VALUES ($1, $2, 'bronze', $3, 'staff:1', 'a mistake')`,
      [shop.id, member, NOW],
    );
    expect(outcomesOf(await both())).toEqual(['refused', 'redeemed']);
  });

  test('is had with the tags that Shopify has said lately', async () => {
    const shop = await openStall(5, aReward(conditions('all', ['VIP'])));
    const member = await memberWith(shop, 5_000);
    const customer = CustomerId.parse('7');
    const has = (of: Shop, tag: string) =>
      saveCustomerTags(opened.database.pool, of.id, [customer], new Map([[customer, [tag]]]), NOW);
    await has(shop, 'vip');
    expect(outcomesOf(await redeem(shop, ask(member)))).toEqual(['redeemed']);
    const other = await openStall(5, aReward(conditions('all', ['VIP'])));
    const stranger = await memberWith(other, 5_000);
    await has(other, 'guest');
    expect(outcomesOf(await redeem(other, ask(stranger)))).toEqual(['refused']);
  });

  test('is refused to nobody for tags that nobody knows any more: they changed since Shopify was asked', async () => {
    const shop = await openStall(5, aReward(conditions('all', ['VIP'])));
    const member = await memberWith(shop, 5_000);
    const customer = CustomerId.parse('7');
    const tags = new Map([[customer, ['vip']]]);
    await saveCustomerTags(opened.database.pool, shop.id, [customer], tags, NOW);
    await forgetCustomerTags(opened.database.pool, shop.id, [customer], NOW);
    expect(await redeem(shop, ask(member))).toEqual([
      { outcome: 'unavailable', problem: 'tags_not_known' },
    ]);
  });
});

describe('store credit that the shop has not permitted', () => {
  const credit = aReward({
    gives: { kind: 'store_credit', steps: [{ points: 500, amount: 500 }], expiresDays: null },
  });
  const needed = ['read_store_credit_accounts', 'write_store_credit_account_transactions'];

  async function grants(shop: Shop, scopes: readonly string[]) {
    const storage = createSessionStorage(opened.database);
    const { domain } = shop;
    const id = `offline_${domain}`;
    const session = new Session({ id, shop: domain, state: '', isOnline: false });
    session.scope = scopes.join(',');
    await storage.storeSession(session);
  }

  test('is not to be had, and no points are held for it, until the shop permits it', async () => {
    const shop = await openStall(0, credit);
    await grants(shop, ['write_customers']);
    const member = await memberWith(shop, 500);
    const wish = ask(member);
    expect(await redeem(shop, wish)).toEqual([
      { outcome: 'unavailable', problem: 'not_permitted' },
    ]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 500, held: 0 });
    await grants(shop, ['write_customers', ...needed]);
    expect(outcomesOf(await redeem(shop, wish))).toEqual(['redeemed']);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 0, held: 500 });
    // What was promised is repeated to whoever asks again, also where the shop has taken its permission back.
    await grants(shop, ['write_customers']);
    expect(outcomesOf(await redeem(shop, wish))).toEqual(['repeated']);
  });

  test('waits for whom it was won by', async () => {
    const shop = await openStall(0, credit);
    await grants(shop, ['write_customers']);
    const memberId = await memberWith(shop, 0);
    const won = { memberId, rewardKey: 'five-off', cause: { kind: 'tier', id: 'a' } } as const;
    const outcome = await within((sql) => grantReward(sql, shop, won, NOW));
    expect(outcome).toMatchObject({ redemption: { state: 'pending', points: 0 } });
  });
});

describe('a prize', () => {
  const prize = aReward({ offered: 'prize', stock: 1, limits: [] });

  test('is given once a cause, whatever the stock', async () => {
    const shop = await openStall(5, prize);
    const member = await memberWith(shop, 0);
    const win = (id: string) =>
      within((sql) => {
        const cause = { kind: 'challenge', id } as const;
        return grantReward(sql, shop, { memberId: member, rewardKey: 'five-off', cause }, NOW);
      });
    const outcomes = [await win('a'), await win('a'), await win('b')];
    expect(outcomesOf(outcomes)).toEqual(['redeemed', 'repeated', 'redeemed']);
    expect(outcomes[0]).toMatchObject({ redemption: { points: 0, state: 'ready' } });
    const { rows } = await opened.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM notices WHERE shop_id = $1 AND kind = 'reward_won'`,
      [shop.id],
    );
    expect(rows).toEqual([{ count: 2 }]);
    await expectBalancedLedger(opened.database, shop);
  });
});

test('a shop that is erased leaves nothing of its rewards', async () => {
  const shop = await openStall(5, aReward());
  const member = await memberWith(shop, 600);
  await redeem(shop, ask(member));
  await noteTending(opened.database.pool, shop.id, NOW);
  const { pool } = opened.database;
  await pool.query('UPDATE shops SET uninstalled_at = $2 WHERE id = $1', [shop.id, NOW]);
  const tables = [
    'redemptions',
    'reward_codes',
    'reward_discounts',
    'reward_tendings',
    'reward_takings',
  ];
  expect(Object.keys(await countRowsOfShop(opened.database, shop.id))).toEqual(
    expect.arrayContaining(tables),
  );
  while ((await eraseNextOfShop(opened.database, shop)) === 'more');
  expect(await countRowsOfShop(opened.database, shop.id)).toEqual({});
});

describe('many at once', () => {
  test('never get one code twice, nor more than there are', async () => {
    const shop = await openStall(10, aReward());
    const counters = [1, 2, 3].map(() => createRewardCounter({ database: opened.database, clock }));
    const members = await Promise.all(
      Array.from({ length: 15 }, (_, index) => memberWith(shop, 500, `${index + 1}`)),
    );
    const outcomes = await Promise.all(
      members.flatMap((member) => counters.map((counter) => counter.redeem(shop, ask(member)))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(15);
    expect(outcomes.filter(({ outcome }) => outcome === 'not_enough')).toHaveLength(30);
    expect(new Set(codesOf(outcomes)).size).toBe(10);
    await expectBalancedLedger(opened.database, shop);
  });

  test('share what there is in stock, and a limit holds for whoever comes twice at once', async () => {
    const limits = [{ per: 'day' as const, times: 1, points: null }];
    const shop = await openStall(50, aReward({ stock: 7, limits }));
    const counters = [1, 2, 3].map(() => createRewardCounter({ database: opened.database, clock }));
    const members = await Promise.all(
      Array.from({ length: 12 }, (_, index) => memberWith(shop, 5_000, `${index + 1}`)),
    );
    const outcomes = await Promise.all(
      members.flatMap((member) => counters.map((counter) => counter.redeem(shop, ask(member)))),
    );
    const redeemed = outcomes.filter(({ outcome }) => outcome === 'redeemed');
    expect(redeemed).toHaveLength(7);
    const { rows } = await opened.database.pool.query<{ most: number }>(
      `SELECT max(count)::int AS most FROM (SELECT count(*) FROM redemptions WHERE shop_id = $1 GROUP BY member_id) AS c`,
      [shop.id],
    );
    expect(rows).toEqual([{ most: 1 }]);
  });

  test('who cancel meanwhile free what they had, and never does anybody get more than there is', async () => {
    const gives = { kind: 'experience', points: 500, cost: 0 } as const;
    const shop = await openStall(0, aReward({ gives, stock: 5 }));
    const { pool } = opened.database;
    // Whatever a transaction has committed, the next one that redeems sees that there are no more than five.
    await pool.query(`
      CREATE FUNCTION judge_stock() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM redemptions WHERE shop_id = ${shop.id} AND state <> 'cancelled') > 5 THEN
          RAISE EXCEPTION 'more than there is';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER judge_stock AFTER INSERT ON redemptions FOR EACH STATEMENT EXECUTE FUNCTION judge_stock()`);
    const services = { database: opened.database, clock };
    const [counter, ...others] = [1, 2, 3].map(() => createRewardCounter(services));
    if (!counter) throw new Error('there is no counter');
    const counterOf = (turn: number) => others[turn % 3] ?? counter;
    const members = await Promise.all(
      Array.from({ length: 12 }, (_, index) => memberWith(shop, 5_000, `${index + 1}`)),
    );
    const visit = async (memberId: MemberId, turn: number) => {
      const wish = ask(memberId);
      const outcome = await counterOf(turn).redeem(shop, wish);
      if (outcome.outcome !== 'redeemed') return;
      const cancelling = { redemptionId: outcome.redemption.id, memberId };
      await Promise.all([
        cancelRedemption(services, shop.id, cancelling),
        cancelRedemption(services, shop.id, cancelling),
        counterOf(turn).redeem(shop, wish),
      ]);
    };
    for (const turns of [0, 1, 2]) {
      await Promise.all(members.map((member, index) => visit(member, index + turns)));
    }
    await pool.query('DROP TRIGGER judge_stock ON redemptions; DROP FUNCTION judge_stock');
    expect(await sumTaken(pool, shop.id, ['five-off'])).toEqual(new Map([['five-off', 0]]));
    const outcomes = await Promise.all(
      members.map((member, index) => counterOf(index).redeem(shop, ask(member))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(5);
    expect(await sumTaken(pool, shop.id, ['five-off'])).toEqual(new Map([['five-off', 5]]));
    await expectBalancedLedger(opened.database, shop);
  });

  test('are served as fast as few: what is added up does not grow with what is gone', async () => {
    const gives = { kind: 'experience', points: 1, cost: 0 } as const;
    const shop = await openStall(0, aReward({ gives, stock: 10_000 }));
    const member = await memberWith(shop, 1_000);
    const wish = () => ask(member, { asks: { points: 1, choice: null } });
    for (let turn = 0; turn < 150; turn += 1) await redeem(shop, wish(), wish());
    expect(await sumTaken(opened.database.pool, shop.id, ['five-off'])).toEqual(
      new Map([['five-off', 300]]),
    );
    const { rows } = await opened.database.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM reward_takings WHERE shop_id = $1',
      [shop.id],
    );
    expect(rows[0]?.count).toBeLessThan(120);
  });

  test('a transaction that dies leaves code, points and redemption as they were', async () => {
    const shop = await openStall(1, aReward());
    const member = await memberWith(shop, 500);
    const once = ask(member);
    await expect(
      within(async (sql) => {
        await redeemRewards(sql, shop, [once], NOW);
        throw new Error('the process died');
      }),
    ).rejects.toThrow('died');
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 500 });
    const outcomes = await redeem(shop, once);
    expect(outcomesOf(outcomes)).toEqual(['redeemed']);
    expect(codesOf(outcomes)).toHaveLength(1);
  });
});

test('whoever asks how often and in which batches: points, codes and stock add up', async () => {
  const batches = fc.array(
    fc.array(fc.record({ member: fc.nat(2), twice: fc.boolean() }), { minLength: 1, maxLength: 5 }),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(
      batches,
      fc.array(fc.nat(1_600), { minLength: 3, maxLength: 3 }),
      fc.nat(6),
      async (asked, points, stock) => {
        const shop = await openStall(3, aReward({ stock }));
        const members: MemberId[] = [];
        for (const [index, each] of points.entries()) {
          members.push(await memberWith(shop, each, `${index + 1}`));
        }
        const outcomes = await Promise.all(
          asked.map((batch) => {
            const wishes = batch.flatMap(({ member, twice }) => {
              const wish = ask(members[member] ?? ('0' as MemberId));
              return twice ? [wish] : [wish, ask(wish.memberId)];
            });
            return redeem(shop, ...wishes);
          }),
        );
        const given = outcomes.flat().filter(({ outcome }) => outcome === 'redeemed');
        expect(given.length).toBeLessThanOrEqual(stock);
        const codes = codesOf(given);
        expect(new Set(codes).size).toBe(Math.min(3, given.length));
        const { rows } = await opened.database.pool.query<{ spent: number; held: number }>(
          `SELECT (SELECT coalesce(sum(amount), 0)::int FROM transfers WHERE shop_id = $1 AND destination = 'redeemed') AS spent,
             (SELECT sum(held)::int FROM accounts WHERE shop_id = $1) AS held`,
          [shop.id],
        );
        expect(rows).toEqual([
          { spent: 500 * codes.length, held: 500 * (given.length - codes.length) },
        ]);
        await expectBalancedLedger(opened.database, shop);
      },
    ),
    { numRuns: 15 },
  );
});

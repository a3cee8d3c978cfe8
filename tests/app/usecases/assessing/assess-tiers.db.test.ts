import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { findMembers } from '#app/db/members/enrolment.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { assessDueTiers } from '#app/usecases/assessing/assess-due-tiers.server.ts';
import { assessTiers } from '#app/usecases/assessing/assess-tiers.server.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { readTiersNow } from '#app/usecases/tiers/tiers-now.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';
import { publish, SettableClock } from '#tests/support/program-versions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const TIERS: Tier[] = [
  { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
  {
    key: 'silver',
    name: null,
    from: 100,
    earningPercent: 100,
    entry: { kind: 'points', points: 50 },
    perks: [],
  },
  {
    key: 'gold',
    name: 'Roaster',
    from: 500,
    earningPercent: 100,
    entry: { kind: 'points', points: 200 },
    perks: [],
  },
];

function yearly(change: Partial<Program['qualification']['demotion']> = {}): Program {
  return programOf({
    tiers: TIERS,
    qualification: {
      measure: 'points',
      window: { kind: 'calendar_year' },
      demotion: { to: 'reached', graceDays: 0, warningDays: 31, ...change },
    },
  });
}

let orderCount = 1_000;

/** An order of so many points, and so many euros. */
async function buys(shop: Shop, customerId: string, at: string, points: number) {
  orderCount += 1;
  const orderId = String(orderCount);
  const fact = orderFact({
    orderId,
    customerId,
    processedAt: at,
    updatedAt: at,
    lines: [{ gross: points * 100 }],
  });
  await settle(opened.database, shop, readOrder(fact));
  return fact;
}

async function memberOf(shop: Shop, customerId: string): Promise<MemberId> {
  const found = await findMembers(opened.database.pool, shop.id, [CustomerId.parse(customerId)]);
  const member = [...found.values()][0];
  if (!member) throw new Error('no member');
  return member.memberId;
}

async function assessed(shop: Shop, customerId: string, now: string): Promise<void> {
  const memberId = await memberOf(shop, customerId);
  await inTransaction(opened.database, (sql) => assessTiers(sql, shop, [memberId], new Date(now)));
}

function rowsOf<Row extends object>(shop: Shop, text: string): Promise<Row[]> {
  return opened.database.pool.query<Row>(text, [shop.id]).then(({ rows }) => rows);
}

const movesOf = (shop: Shop) =>
  rowsOf<{ move: string }>(
    shop,
    `SELECT coalesce(from_tier, '') || '>' || coalesce(to_tier, '') || ' ' || reason AS move
     FROM tier_moves WHERE shop_id = $1 ORDER BY id`,
  ).then((rows) => rows.map(({ move }) => move));

const noticesOf = (shop: Shop) =>
  rowsOf<{ kind: string }>(
    shop,
    `SELECT kind FROM notices WHERE shop_id = $1 AND kind LIKE 'tier%' ORDER BY id`,
  ).then((rows) => rows.map(({ kind }) => kind));

const standingsOf = (shop: Shop) =>
  rowsOf<{ tier: string; due: string | null }>(
    shop,
    `SELECT tier, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS due
     FROM standings WHERE shop_id = $1 ORDER BY member_id`,
  );

const queuedOf = (shop: Shop) =>
  rowsOf<{ kind: string }>(
    shop,
    `SELECT kind FROM effects WHERE shop_id = $1 AND kind = 'member-tier'`,
  ).then((rows) => rows.map(({ kind }) => kind));

describe('assessing a member', () => {
  test('notes the tier she reached, tells her, and gives what each rung gives, once', async () => {
    const shop = await openShop(opened.database, yearly());
    await buys(shop, '1', '2026-03-01T12:00:00Z', 600);
    await assessed(shop, '1', '2026-03-01T12:00:05Z');
    await assessed(shop, '1', '2026-03-01T12:00:06Z');
    expect(await movesOf(shop)).toEqual(['bronze>gold reached']);
    expect(await noticesOf(shop)).toEqual(['tier_reached']);
    expect(await balancesOf(opened.database, shop, '1')).toMatchObject({ available: 850 });
    expect(await queuedOf(shop)).toEqual(['member-tier']);
    // Until the end of 2027, in Berlin; the warning a month before.
    expect(await standingsOf(shop)).toEqual([{ tier: 'gold', due: '2027-11-30 23:00' }]);
    await expectBalancedLedger(opened.database, shop);
  });

  test('by a clock that is slow lifts her as soon as it shows when she bought', async () => {
    const shop = await openShop(opened.database, yearly());
    await buys(shop, '1', '2026-03-01T12:02:00Z', 150);
    await assessed(shop, '1', '2026-03-01T12:00:00Z');
    expect(await standingsOf(shop)).toEqual([{ tier: 'bronze', due: '2026-03-01 12:02' }]);
    const clock = new SettableClock('2026-03-01T12:02:00Z');
    expect(await assessDueTiers({ database: opened.database, clock }, shop.id)).toBe(1);
    expect(await movesOf(shop)).toEqual(['bronze>silver reached']);
  });

  test('does not lift her by what a tier has given her', async () => {
    const shop = await openShop(opened.database, yearly());
    await buys(shop, '1', '2026-03-01T12:00:00Z', 460);
    await assessed(shop, '1', '2026-03-01T12:00:05Z');
    await assessed(shop, '1', '2026-03-01T12:00:06Z');
    expect(await movesOf(shop)).toEqual(['bronze>silver reached']);
    const memberId = await memberOf(shop, '1');
    const award = { id: 'a-review', memberId, points: 40, reason: 'a review' };
    await inTransaction(opened.database, (sql) =>
      awardPoints(sql, shop.id, [award], new Date('2026-03-02T00:00:00Z')),
    );
    await assessed(shop, '1', '2026-03-02T12:00:00Z');
    expect(await movesOf(shop)).toEqual(['bronze>silver reached', 'silver>gold reached']);
  });

  test('takes the tier back where the order is returned, but not what was given for it', async () => {
    const shop = await openShop(opened.database, yearly());
    const fact = await buys(shop, '1', '2026-03-01T12:00:00Z', 150);
    await assessed(shop, '1', '2026-03-01T12:00:05Z');
    const at = '2026-03-05T12:00:00Z';
    const cancelled = { ...fact, cancelledAt: at, updatedAt: at };
    await settle(opened.database, shop, readOrder(cancelled));
    await assessed(shop, '1', at);
    expect(await movesOf(shop)).toEqual(['bronze>silver reached', 'silver>bronze returned']);
    expect(await noticesOf(shop)).toEqual(['tier_reached', 'tier_lost']);
    expect(await balancesOf(opened.database, shop, '1')).toMatchObject({ available: 50 });
    await buys(shop, '1', '2026-03-06T12:00:00Z', 150);
    await assessed(shop, '1', '2026-03-06T12:00:05Z');
    expect(await balancesOf(opened.database, shop, '1')).toMatchObject({ available: 200 });
  });

  test('tells nobody of what was long before she was first met, and has nothing due for who has nothing to lose', async () => {
    const shop = await openShop(opened.database, yearly());
    await buys(shop, '1', '2026-03-01T12:00:00Z', 150);
    await buys(shop, '2', '2026-03-01T12:00:00Z', 15);
    await assessed(shop, '1', '2026-06-01T00:00:00Z');
    await assessed(shop, '2', '2026-06-01T00:00:00Z');
    expect(await noticesOf(shop)).toEqual([]);
    expect(await standingsOf(shop)).toEqual([
      { tier: 'silver', due: '2027-11-30 23:00' },
      { tier: 'bronze', due: null },
    ]);
  });

  test('hands a reward out that a tier gives, once', async () => {
    const tour: Reward = {
      key: 'tour',
      name: 'A tour of the roastery',
      description: null,
      gives: { kind: 'experience', points: 500, cost: 0 },
      offered: 'prize',
      conditions: { tiers: 'all', tags: { any: [], none: [] } },
      minimumCart: 0,
      stock: null,
      limits: [],
      validDays: null,
      combines: { order: false, product: false, shipping: false },
    };
    const [bronze, silver] = TIERS;
    if (!bronze || !silver) throw new Error('no tiers');
    const tiers: Tier[] = [bronze, { ...silver, entry: { kind: 'reward', reward: 'tour' } }];
    const shop = await openShop(opened.database, { ...yearly(), tiers, rewards: [tour] });
    await buys(shop, '1', '2026-03-01T12:00:00Z', 150);
    await assessed(shop, '1', '2026-03-01T12:00:05Z');
    await assessed(shop, '1', '2026-03-01T12:00:06Z');
    const redeemed = await rowsOf(
      shop,
      'SELECT reward_key, cause_kind FROM redemptions WHERE shop_id = $1',
    );
    expect(redeemed).toEqual([{ reward_key: 'tour', cause_kind: 'tier' }]);
    expect(await balancesOf(opened.database, shop, '1')).toMatchObject({ available: 150 });
  });

  test('is what rewards and actions go by that are for some tiers only', async () => {
    const shop = await openShop(opened.database, yearly());
    await buys(shop, '1', '2026-03-01T12:00:00Z', 600);
    const memberId = await memberOf(shop, '1');
    const versions = await listProgramVersions(opened.database.pool, shop.id);
    const tierAt = async (now: string) => {
      const tiers = await readTiersNow(
        opened.database.pool,
        shop,
        versions,
        [memberId],
        new Date(now),
      );
      return tiers.get(memberId);
    };
    // Never assessed, as it was told, and when it has run out without anybody having noticed.
    expect(await tierAt('2026-03-01T12:00:01Z')).toBe('gold');
    await assessed(shop, '1', '2026-03-01T12:00:05Z');
    expect(await tierAt('2026-03-02T00:00:00Z')).toBe('gold');
    expect(await tierAt('2028-01-01T00:00:00Z')).toBe('bronze');
  });

  test('leaves the higher tier to who was merged, and gives nothing a second time', async () => {
    const shop = await openShop(opened.database, yearly());
    await buys(shop, '1', '2026-03-01T12:00:00Z', 120);
    await buys(shop, '2', '2026-03-01T12:00:00Z', 120);
    await assessed(shop, '1', '2026-03-01T12:00:05Z');
    await assessed(shop, '2', '2026-03-01T12:00:05Z');
    const mergedAt = new Date('2026-04-01T00:00:00Z');
    const merge = {
      absorbed: CustomerId.parse('1'),
      kept: CustomerId.parse('2'),
      mergedAt,
      isInferred: false,
    };
    await inTransaction(opened.database, (sql) => mergeCustomers(sql, shop, merge, mergedAt));
    await buys(shop, '2', '2026-04-02T12:00:00Z', 260);
    await assessed(shop, '2', '2026-04-02T12:00:05Z');
    expect((await movesOf(shop)).at(-1)).toBe('silver>gold reached');
    expect(await balancesOf(opened.database, shop, '2')).toMatchObject({ available: 800 });
    await expectBalancedLedger(opened.database, shop);
  });
});

test('a merge has the tier written anew also where it stays, for Shopify puts the tags of both together', async () => {
  const shop = await openShop(opened.database, yearly());
  await buys(shop, '1', '2026-03-01T12:00:00Z', 120);
  await buys(shop, '2', '2026-03-01T12:00:00Z', 600);
  for (const customerId of ['1', '2']) await assessed(shop, customerId, '2026-03-01T12:00:05Z');
  const { pool } = opened.database;
  await pool.query('DELETE FROM effects WHERE shop_id = $1', [shop.id]);
  const mergedAt = new Date('2026-04-01T00:00:00Z');
  const [absorbed, kept] = [CustomerId.parse('1'), CustomerId.parse('2')];
  const merge = { absorbed, kept, mergedAt, isInferred: false };
  await inTransaction(opened.database, (sql) => mergeCustomers(sql, shop, merge, mergedAt));
  const { rows } = await pool.query(
    `SELECT m.customer_id FROM effects e JOIN members m ON m.shop_id = e.shop_id AND m.id = e.subject_id
     WHERE e.shop_id = $1 AND e.kind = 'member-tier'`,
    [shop.id],
  );
  expect(rows).toEqual([{ customer_id: kept }]);
});

describe('a new version', () => {
  const refreshes = async (shop: Shop) => {
    const { rowCount } = await opened.database.pool.query(
      'SELECT FROM graphile_worker.jobs WHERE key = $1',
      [`refresh-summaries:${shop.id}`],
    );
    return rowCount;
  };

  test('with other tiers has everybody assessed, and one with other words nobody', async () => {
    const clock = new SettableClock('2026-06-01T00:00:00Z');
    const shop = await openShop(opened.database, yearly());
    await publish(opened.database, clock, shop, { ...yearly(), name: 'Bean Club' });
    expect(await refreshes(shop)).toBe(0);
    const tiers = TIERS.map((tier) => ({ ...tier, from: tier.from * 2 }));
    await publish(opened.database, clock, shop, { ...yearly(), tiers });
    expect(await refreshes(shop)).toBe(1);
  });
});

describe('the calendar', () => {
  test('warns members, and takes tiers back that were not reached again', async () => {
    const shop = await openShop(opened.database, yearly());
    for (const customerId of ['1', '2', '3']) {
      await buys(shop, customerId, '2026-03-01T12:00:00Z', 150);
      await assessed(shop, customerId, '2026-03-01T12:00:05Z');
    }
    await buys(shop, '2', '2027-05-01T12:00:00Z', 150);
    await assessed(shop, '2', '2027-05-01T12:00:05Z');
    let now = new Date('2027-11-30T23:00:00Z');
    const services = { database: opened.database, clock: { now: () => now } };
    expect(await assessDueTiers(services, shop.id)).toBe(2);
    expect(await assessDueTiers(services, shop.id)).toBe(0);
    now = new Date('2027-12-31T23:00:00Z');
    expect(await assessDueTiers(services, shop.id)).toBe(2);
    expect((await standingsOf(shop)).map(({ tier }) => tier)).toEqual([
      'bronze',
      'silver',
      'bronze',
    ]);
    expect((await noticesOf(shop)).slice(3)).toEqual([
      'tier_warning',
      'tier_warning',
      'tier_lost',
      'tier_lost',
    ]);
    expect((await movesOf(shop)).slice(3)).toEqual([
      'silver>bronze assessed',
      'silver>bronze assessed',
    ]);
  });
});

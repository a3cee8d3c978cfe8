import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { ReportedAction, reportAction } from '#app/usecases/actions/report-action.server.ts';
import { tapAction } from '#app/usecases/actions/tap-action.server.ts';
import { assessTiers } from '#app/usecases/assessing/assess-tiers.server.ts';
import { LADDER } from '#tests/app/loyalty/a-program.ts';
import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, settle, spend } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';
import { staffUserId } from '#tests/support/program-versions.ts';

import { openShopOfActions, type ShopOfActions } from './a-shop-of-actions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const refill = actionRule({ limits: [{ per: 'day', times: 2, points: null }] });
const review = actionRule({ key: 'review', points: 25, occasion: { kind: 'api' } });

function tap({ services, shop }: ShopOfActions, memberId: string, key: string | null = null) {
  return tapAction(services, shop, { staffUserId, memberId, rule: 'refill', key });
}

function report({ services, shop }: ShopOfActions, change: Partial<ReportedAction> = {}) {
  const body = { customerId: '7', action: 'review', id: 'review-1', ...change };
  return reportAction(services, shop, ReportedAction.parse(body));
}

const available = async ({ shop }: ShopOfActions, customerId = '7') =>
  (await balancesOf(opened.database, shop, customerId))?.available;

describe('a tap by staff', () => {
  test('gives the points of its rule, to be spent at once, and is in the log', async () => {
    const place = await openShopOfActions(opened.database, [refill]);
    const member = await place.join('7');
    expect(await tap(place, member)).toMatchObject({ state: 'given', receipt: { points: 10 } });
    expect(await balancesOf(opened.database, place.shop, '7')).toMatchObject({
      available: 10,
      earned: 10,
    });
    const { rows } = await opened.database.pool.query(
      'SELECT actor, action, subject FROM audit_log WHERE shop_id = $1',
      [place.shop.id],
    );
    expect(rows).toEqual([
      { actor: `staff:${staffUserId}`, action: 'action.tapped', subject: 'customer:7' },
    ]);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('that is sent again under its key gives nothing, nor does its key for another member', async () => {
    const place = await openShopOfActions(opened.database, [refill]);
    const [member, other] = [await place.join('7'), await place.join('8')];
    await tap(place, member, 'till-1');
    expect((await tap(place, member, 'till-1')).state).toBe('repeated');
    expect((await tap(place, other, 'till-1')).state).toBe('contradictory');
    expect([await available(place), await available(place, '8')]).toEqual([10, 0]);
  });

  test('beyond the limit is refused until the next day, and can be tried again then', async () => {
    const place = await openShopOfActions(opened.database, [refill]);
    const member = await place.join('7');
    await tap(place, member, 'a');
    await tap(place, member, 'b');
    expect(await tap(place, member, 'c')).toMatchObject({
      state: 'refused',
      receipt: { nothing: 'limit_reached', limit: { until: '2026-06-10T22:00:00.000Z' } },
    });
    place.clock.set('2026-06-10T22:00:00Z');
    expect((await tap(place, member, 'c')).state).toBe('given');
    expect(await available(place)).toBe(30);
  });

  test('of twenty at once no more are given than the limit allows', async () => {
    const place = await openShopOfActions(opened.database, [refill]);
    const member = await place.join('7');
    const taps = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tap(place, member, `at-once-${index}`)),
    );
    expect(taps.filter(({ state }) => state === 'given')).toHaveLength(2);
    expect(await available(place)).toBe(20);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('repays what is owed first', async () => {
    const place = await openShopOfActions(opened.database, [refill]);
    const coffee = readOrder(orderFact({ lines: [{ gross: 1500 }] }));
    await settle(opened.database, place.shop, coffee);
    await spend(opened.database, place.shop, '7', 15);
    const cancelledAt = '2026-03-05T10:00:00.000Z';
    const cancelled = orderFact({ lines: [{ gross: 1500 }], cancelledAt, updatedAt: cancelledAt });
    await settle(opened.database, place.shop, readOrder(cancelled));
    const member = await place.join('7');
    await tap(place, member);
    expect(await balancesOf(opened.database, place.shop, '7')).toMatchObject({
      available: 0,
      owed: 5,
    });
    await expectBalancedLedger(opened.database, place.shop);
  });
});

describe('a report by another program', () => {
  test('gives once under its id, however often and at once it comes', async () => {
    const place = await openShopOfActions(opened.database, [review]);
    await place.join('7');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => report(place)));
    expect(outcomes.map(({ news }) => news).toSorted()).toEqual([
      'new',
      ...Array.from({ length: 7 }, () => 'repeated'),
    ]);
    expect(await available(place)).toBe(25);
  });

  test('with the id of another one is an error that is seen', async () => {
    const place = await openShopOfActions(opened.database, [review]);
    await place.join('7');
    await place.join('8');
    const both = await Promise.all([
      report(place),
      report(place, { customerId: CustomerId.parse('8') }),
    ]);
    expect(both.map(({ news }) => news).toSorted()).toEqual(['contradictory', 'new']);
    expect(await report(place, { at: '2026-06-10T10:00:00Z' })).toEqual({ news: 'contradictory' });
  });

  test('is judged as of when it was done, and not before she was a member', async () => {
    const place = await openShopOfActions(opened.database, [
      { ...review, window: { from: null, until: '2026-06-01T00:00:00Z' } },
    ]);
    await place.join('7', '2026-05-01T00:00:00Z');
    expect(await report(place, { at: '2026-05-31T23:59:59Z' })).toMatchObject({ state: 'given' });
    expect(await report(place, { id: 'late' })).toMatchObject({
      state: 'refused',
      receipt: { nothing: 'ended' },
    });
    expect(await report(place, { id: 'late' })).toMatchObject({
      news: 'repeated',
      state: 'refused',
    });
    expect(await report(place, { id: 'early', at: '2026-04-30T00:00:00Z' })).toEqual({
      news: 'before_joining',
    });
    expect(await report(place, { id: 'x', at: '2026-06-10T11:00:00Z' })).toEqual({
      news: 'in_the_future',
    });
  });

  test('of what is no such action, or of nobody, says so', async () => {
    const place = await openShopOfActions(opened.database, [review, refill]);
    expect(await report(place)).toEqual({ news: 'not_a_member' });
    await place.join('7');
    expect(await report(place, { action: 'refill' })).toEqual({ news: 'no_such_action' });
    expect(await report(place, { action: 'unheard-of' })).toEqual({ news: 'no_such_action' });
  });
});

test('a report is judged at the tier that its member had just before it', async () => {
  const forBronze = {
    ...review,
    conditions: { tiers: ['bronze'], tags: { any: [], none: [] } },
  };
  const place = await openShopOfActions(opened.database, [forBronze], {}, LADDER);
  const order = { processedAt: '2026-06-05T10:00:00.000Z', updatedAt: '2026-06-05T10:00:00.000Z' };
  await place.join('7', '2026-06-01T00:00:00Z');
  await settle(
    opened.database,
    place.shop,
    readOrder(orderFact({ ...order, lines: [{ gross: 30_000 }] })),
  );
  expect(await report(place, { id: 'before', at: '2026-06-05T09:00:00Z' })).toMatchObject({
    state: 'given',
    receipt: { tier: 'bronze' },
  });
  expect(await report(place, { id: 'after', at: '2026-06-05T11:00:00Z' })).toMatchObject({
    state: 'refused',
    receipt: { tier: 'silver', nothing: 'other_tier' },
  });
  expect(await report(place, { id: 'now' })).toMatchObject({ state: 'refused' });
});

test('a report of now is judged at the tier that an order of a moment ago has reached, whatever its member was told', async () => {
  const forSilver = {
    ...review,
    conditions: { tiers: ['silver'], tags: { any: [], none: [] } },
  };
  const place = await openShopOfActions(opened.database, [forSilver], {}, LADDER);
  const member = await place.join('7', '2026-06-01T00:00:00Z');
  await inTransaction(opened.database, (sql) =>
    assessTiers(sql, place.shop, [member], place.clock.now()),
  );
  const placed = '2026-06-10T09:59:59.000Z';
  const order = { processedAt: placed, updatedAt: placed, lines: [{ gross: 30_000 }] };
  await settle(opened.database, place.shop, readOrder(orderFact(order)));
  expect(await report(place)).toMatchObject({ state: 'given', receipt: { tier: 'silver' } });
});

test('what two customers did counts together once they are one', async () => {
  const once = actionRule({
    key: 'review',
    occasion: { kind: 'api' },
    limits: [{ per: 'ever', times: 1, points: null }],
  });
  const place = await openShopOfActions(opened.database, [once]);
  await place.join('7');
  const kept = await place.join('8');
  await report(place);
  await inTransaction(opened.database, (sql) =>
    mergeCustomers(
      sql,
      place.shop,
      {
        absorbed: CustomerId.parse('7'),
        kept: CustomerId.parse('8'),
        mergedAt: place.clock.now(),
        isInferred: false,
      },
      place.clock.now(),
    ),
  );
  expect(await report(place)).toMatchObject({ news: 'repeated' });
  expect(await report(place, { id: 'review-2' })).toMatchObject({ state: 'refused' });
  expect(await place.actionsOf(kept)).toEqual([
    ['given', 10],
    ['refused', 0],
  ]);
  await expectBalancedLedger(opened.database, place.shop);
});

test('whatever is reported when and how often, no limit is gone over and the books are right', async () => {
  const limited = actionRule({
    key: 'review',
    points: 7,
    occasion: { kind: 'api' },
    limits: [
      { per: 'day', times: 2, points: null },
      { per: 'week', times: null, points: 25 },
    ],
  });
  const reports = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 12 }), hour: fc.integer({ min: 0, max: 200 }) }),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(reports, async (all) => {
      const place = await openShopOfActions(opened.database, [limited]);
      await place.join('7', '2026-05-01T00:00:00Z');
      const begin = Date.parse('2026-06-01T00:00:00Z');
      await Promise.all(
        all.map(({ id, hour }) =>
          report(place, {
            id: String(id),
            at: new Date(begin + hour * 3_600_000).toISOString(),
          }),
        ),
      );
      const { rows } = await opened.database.pool.query<{ per_day: number; per_week: number }>(
        `SELECT coalesce(max(times), 0)::int AS per_day, coalesce(max(week_points), 0)::int AS per_week FROM (
           SELECT count(*) OVER (PARTITION BY date_trunc('day', at AT TIME ZONE 'Europe/Berlin')) AS times,
             sum(points) OVER (PARTITION BY date_trunc('week', at AT TIME ZONE 'Europe/Berlin')) AS week_points
           FROM actions WHERE shop_id = $1 AND state = 'given') AS given`,
        [place.shop.id],
      );
      expect(rows[0]?.per_day).toBeLessThanOrEqual(2);
      expect(rows[0]?.per_week).toBeLessThanOrEqual(25);
      await expectBalancedLedger(opened.database, place.shop);
    }),
    { numRuns: 15 },
  );
});

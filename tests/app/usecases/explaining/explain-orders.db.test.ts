import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { describePointsNow, describeWhy } from '#app/components/why/why-text.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { languageFor } from '#app/platform/translations.server.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import {
  type ExplainedOrder,
  explainOrders,
  explainOwnOrder,
} from '#app/usecases/explaining/explain-orders.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop, spend } from '#tests/support/ledger.ts';
import { testServices } from '#tests/support/services.ts';
import { asked } from '#tests/support/shop-on-paper.ts';

import { customer, order, refunded, settleEach } from '../a-shop-with-orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

let nextCustomer = 6001;
const newCustomer = () => customer(String(nextCustomer++), 'Anna', 'Schmidt');

const services = (now: string) =>
  testServices(opened.database, { clock: { now: () => new Date(now) } });

async function explain(shop: Shop, wanted: string, now = '2026-03-01T00:00:00Z') {
  return explainOrders(services(now), shop.id, wanted);
}

async function only(shop: Shop, wanted: string, now?: string): Promise<ExplainedOrder> {
  const [one, ...others] = await explain(shop, wanted, now);
  expect(others).toEqual([]);
  if (!one) throw new Error(`order ${wanted} was not found`);
  return one;
}

/** Points of which the return window is waited for, and that are lost after a year. */
const waiting = programOf({
  earning: {
    maturity: { kind: 'after_days', days: 14 },
    expiry: { kind: 'after_days', days: 365 },
  },
});

describe('why an order earned what it did', () => {
  test('is found by its id and by its name, with or without the sign', async () => {
    const shop = await openShop(opened.database);
    const bought = order('501', newCustomer(), 30, '2026-02-01T10:00:00Z', { name: '#1001' });
    await settleEach(opened.database, shop, [bought]);
    for (const wanted of ['501', '#1001', '1001', ' 1001 ']) {
      expect(await only(shop, wanted)).toMatchObject({ orderId: '501', name: '#1001' });
    }
    const other = await openShop(opened.database);
    for (const wanted of ['', '#999', '501']) expect(await explain(other, wanted)).toEqual([]);
  });

  test('says the rule, the version and when its points can be spent', async () => {
    const shop = await openShop(opened.database, waiting);
    const bought = order('502', newCustomer(), 30, '2026-02-20T10:00:00Z', { name: '#1002' });
    await settleEach(opened.database, shop, [bought]);
    const found = await only(shop, '502');
    expect(found.receipt).toMatchObject({ points: 30, programVersion: 1, rule: 'order' });
    expect(found.pointsNow).toEqual([
      { state: 'pending', points: 30, until: '2026-03-06T10:00:00.000Z' },
    ]);
    expect(describePointsNow(found.pointsNow, english)).toEqual([
      '30 points can be spent from March 6, 2026.',
    ]);
    expect(describeWhy(found, english).sentences).toContain(
      '€30.00 → 30 points (1 point per €1; program version 1)',
    );
  });

  test('says what was spent, and when the rest expired', async () => {
    const shop = await openShop(opened.database, waiting);
    const anna = newCustomer();
    await settleEach(opened.database, shop, [order('503', anna, 30, '2026-02-01T10:00:00Z')]);
    const age = (now: string) => ageLots(services(now), shop.id);
    await age('2026-02-16T00:00:00Z');
    await spend(opened.database, shop, anna.customerId, 10);
    expect((await only(shop, '503', '2026-06-01T00:00:00Z')).pointsNow).toEqual([
      { state: 'spendable', points: 20, until: '2027-02-15T10:00:00.000Z' },
      { state: 'gone', points: 10 },
    ]);
    await age('2027-03-01T00:00:00Z');
    const { pointsNow, postings } = await only(shop, '503', '2027-03-01T00:00:00Z');
    expect(describePointsNow(pointsNow, german)).toEqual([
      '20 Punkte am 15. Februar 2027 verfallen.',
      '10 Punkte eingelöst oder zurückgenommen.',
    ]);
    expect(postings.map(({ change }) => change)).toEqual([30, 0, -20]);
  });

  test('says of a guest’s order until when it can be claimed', async () => {
    const shop = await openShop(opened.database);
    await settleEach(opened.database, shop, [order('504', null, 30, '2026-02-01T10:00:00Z')]);
    const inTime = await only(shop, '504', '2026-03-01T00:00:00Z');
    expect(inTime).toMatchObject({
      memberId: null,
      receipt: { nothing: 'no_customer' },
      claimable: { until: '2026-05-02T10:00:00.000Z', isOver: false },
      pointsNow: [],
      postings: [],
    });
    expect(describeWhy(inTime, english)).toEqual({
      headline: expect.stringContaining('No points for order') as string,
      sentences: [
        'The order has no customer, so nobody can receive points for it.',
        'The order can be added to a member until May 2, 2026.',
      ],
    });
    const late = await only(shop, '504', '2026-06-01T00:00:00Z');
    expect(describeWhy(late, german).sentences.at(-1)).toBe(
      'Die Bestellung konnte bis 2. Mai 2026 einem Mitglied zugerechnet werden.',
    );
  });

  test('tells every step of an order that was returned', async () => {
    const shop = await openShop(opened.database);
    const bought = order('505', newCustomer(), 30, '2026-02-01T10:00:00Z');
    await settleEach(opened.database, shop, [bought, refunded(bought, '2026-02-05T10:00:00Z')]);
    const { postings, pointsNow } = await only(shop, '505');
    expect(postings.map(({ change, at }) => [change, at])).toEqual([
      [30, '2026-02-01T10:00:00.000Z'],
      [-30, '2026-02-05T10:00:00.000Z'],
    ]);
    expect(pointsNow).toEqual([{ state: 'gone', points: 30 }]);
  });
});

describe('a shopper', () => {
  const own = (shop: Shop, customerId: string | null, wanted: string) =>
    explainOwnOrder(services('2026-03-01T00:00:00Z'), {
      shopDomain: shop.domain,
      customerId: customerId === null ? null : CustomerId.parse(customerId),
      asked: wanted,
    });

  test('learns why of her own orders, and nothing of anybody else’s', async () => {
    const shop = await openShop(opened.database);
    const [anna, lena] = [newCustomer(), newCustomer()];
    await settleEach(opened.database, shop, [
      order('601', anna, 30, '2026-02-01T10:00:00Z'),
      order('602', lena, 30, '2026-02-01T10:00:00Z'),
      order('603', null, 30, '2026-02-01T10:00:00Z'),
    ]);
    expect(await own(shop, anna.customerId, '601')).toMatchObject({
      state: 'found',
      order: { orderId: '601', receipt: { points: 30 } },
    });
    for (const wanted of ['602', '603', '604', '#601', '']) {
      expect(await own(shop, anna.customerId, wanted)).toEqual({ state: 'unknown' });
    }
    expect(await own(shop, null, '601')).toEqual({ state: 'signed_out' });
    expect(await own(shop, '424242', '601')).toEqual({ state: 'not_a_member' });
  });

  test('who has an order from somebody else does not see what it was to her', async () => {
    const shop = await openShop(opened.database);
    const [anna, lena] = [newCustomer(), newCustomer()];
    const first = order('605', anna, 30, '2026-02-01T10:00:00Z');
    const moved = order('605', lena, 30, '2026-02-01T10:00:00Z', {
      updatedAt: '2026-02-02T10:00:00Z',
    });
    await settleEach(opened.database, shop, [first, asked(moved)]);
    const explained = await own(shop, lena.customerId, '605');
    if (explained.state !== 'found') throw new Error('her own order was not found');
    expect(explained.order.postings.map(({ change }) => change)).toEqual([30]);
    expect(explained.order.pointsNow).toEqual([{ state: 'spendable', points: 30, until: null }]);
  });
});

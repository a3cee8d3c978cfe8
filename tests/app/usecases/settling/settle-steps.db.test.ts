import { afterAll, beforeAll, expect, test } from 'vitest';

import { challengeOf, products } from '#tests/app/loyalty/a-history.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { placed, ShopOnPaper } from '#tests/support/shop-on-paper.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const march = (day: number) => new Date(Date.UTC(2026, 2, day, 10)).toISOString();

/** A shop with one challenge, and orders over 10 EUR each. */
const openWith = (challenge: Parameters<typeof challengeOf>[0]) =>
  ShopOnPaper.open(
    opened.database,
    programOf({ earning: { challenges: [challengeOf(challenge)] } }),
  );

const order = (id: number, ...productIds: readonly string[]) =>
  placed(`500${id}`, 10, march(id), {
    lines: (productIds.length > 0 ? productIds : ['11']).map((productId) => ({
      gross: 1000,
      productId,
    })),
  });

test('an order that is no first one any more takes its step, though it earns what it did', async () => {
  const shop = await openWith({
    conditions: { orders: 'later' },
    goal: { kind: 'orders', count: 2 },
  });
  await shop.hears(march(5), order(5));
  // Heard of late: now the one of the 5th is a later one.
  await shop.hears(march(6), order(1));
  await shop.hears(march(9), order(9));
  expect(await shop.judgementOf('5009')).toBe(110);
  await shop.expects('7', { available: 130 });
});

test('what is over of groups follows what lies before, though the order reaches the goal all the same', async () => {
  const shop = await openWith({
    goal: {
      kind: 'variety',
      groups: ['11', '12', '13'].map((id) => products({ products: [id] })),
      count: 2,
    },
    repeats: 'again',
  });
  // 11, then 12 and 13: the goal is reached with 12, and 13 is over.
  await shop.hears(march(5), order(5, '11'));
  await shop.hears(march(6), order(6, '12', '13'));
  // With 13 before, it is reached on the 5th, and of the 6th's nothing is over.
  await shop.hears(march(7), order(1, '13'));
  await shop.hears(march(9), order(9, '11'));
  expect(await shop.judgementOf('5009')).toBe(10);
});

import { expect, test } from 'vitest';

import { temporaryFolder } from '#tests/support/temporary-folder.ts';

import { NOBODY, openShop, someCustomer, variantOf } from '../commands/a-shop.ts';

test('a shop goes on after a restart: clock, ids, orders and webhooks that still wait', async () => {
  const folder = temporaryFolder('world');
  const before = await openShop(NOBODY, folder);
  before.clock.set(new Date('2031-05-05T10:00:00Z'));
  const order = before.commands.placeOrder({
    customerId: someCustomer(before),
    email: null,
    locale: 'de',
    lines: [{ variantId: variantOf(before, 'house-blend'), quantity: 1 }],
  });
  const waiting = before.deliveries.all().map(({ id }) => id);
  await before.close();

  const after = await openShop(NOBODY, folder);
  expect(after.orders.get(order.id)).toEqual(order);
  expect(after.clock.now().toISOString()).toMatch(/^2031-05-05T10:0/);
  expect(BigInt(after.newId())).toBeGreaterThan(BigInt(order.transactions[0]?.id ?? 0));
  expect(after.deliveries.all().map(({ id }) => id)).toEqual(waiting);
  expect(after.deliveries.all().every(({ state }) => state === 'waiting')).toBe(true);
  expect(after.products.size).toBe(20);
  await after.close();
});

test('ids grow, and those after the catalogue cannot be held by a number', async () => {
  const world = await openShop();
  const ids = Array.from({ length: 1000 }, () => world.newId());
  expect(ids.toSorted((one, other) => Number(BigInt(one) - BigInt(other)))).toEqual(ids);
  expect(ids.some((id) => String(Number(id)) !== id)).toBe(true);
  expect(world.products.all().every(({ id }) => Number.isSafeInteger(Number(id)))).toBe(true);
  await world.close();
});

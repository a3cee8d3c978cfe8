import { expect, test } from 'vitest';

import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

import { NOBODY, openShop, someCustomer } from './a-shop.ts';

function later(world: World, seconds: number): string {
  return new Date(world.clock.now().getTime() + seconds * 1000).toISOString();
}

test('what was to be done in the background while the sandbox was away is done when it is back', async () => {
  const folder = temporaryFolder('background');
  const before = await openShop(NOBODY, folder);
  const createdAt = '2026-01-01T00:00:00Z';
  const code = { id: '72', discountId: '71', code: 'GONE', usages: 0, createdAt };
  before.redeemCodes.put(code);
  before.redeemCodes.put({ ...code, id: '73', code: 'STAYS' });
  const work = (id: string) => ({ kind: 'delete_redeem_codes', redeemCodeIds: [id] }) as const;
  before.backgroundJobs.put({ id: 'due', dueAt: later(before, 0.01), work: work('72') });
  before.backgroundJobs.put({ id: 'later', dueAt: later(before, 600), work: work('73') });
  await before.close();
  await new Promise((resolve) => setTimeout(resolve, 20));

  const after = await openShop(NOBODY, folder);
  expect(after.redeemCodes.find('gone')).toBeUndefined();
  expect(after.redeemCodes.find('stays')?.discountId).toBe('71');
  expect(after.backgroundJobs.all().map(({ id }) => id)).toEqual(['later']);
  await after.close();
});

test('a state that knew nothing of credit, segments and discounts opens, and sells', async () => {
  const folder = temporaryFolder('before-rewards');
  const before = await openShop(NOBODY, folder);
  const { consentUpdatedAt, ...customer } = before.commands.createCustomer({
    firstName: 'Ida',
    lastName: null,
    email: 'ida@example.com',
    locale: 'en',
    acceptsMarketing: true,
  });
  expect(consentUpdatedAt).toBeDefined();
  before.customers.put(customer);
  await before.close();

  const after = await openShop(NOBODY, folder);
  const variantId = after.products.all()[0]?.variants[0]?.id ?? '';
  const order = after.commands.placeOrder({
    customerId: someCustomer(after),
    email: null,
    locale: 'en',
    lines: [{ variantId, quantity: 1 }],
  });
  expect(order).not.toHaveProperty('discounts');
  expect(after.commands.updateCustomer(customer.id, { tags: ['vip'] }).tags).toEqual(['vip']);
  await after.close();
});

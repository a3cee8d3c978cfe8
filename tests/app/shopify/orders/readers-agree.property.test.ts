import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { someCustomer, variantOf } from '#tests/sandbox/commands/a-shop.ts';
import { type AdminShop, openAdminShop } from '#tests/sandbox/support/admin-shop.ts';
import { attempt, course, payment } from '#tests/sandbox/support/any-course.ts';

import { orderOf, readFromApi, readFromWebhook } from '../support/sandbox-readers.ts';

let shop: AdminShop;
beforeAll(async () => {
  shop = await openAdminShop();
});
afterAll(() => shop.close());

test('whatever happened to an order, its webhook and the Admin API give one fact', async () => {
  const { world } = shop;
  const placed = fc.record({
    payment,
    tip: fc.constantFrom(0, 150),
    duties: fc.constantFrom(0, 620),
    taxesIncluded: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(placed, course, async (order, steps) => {
      const { id } = world.commands.placeOrder({
        customerId: someCustomer(world),
        email: null,
        locale: 'en',
        lines: [
          { variantId: variantOf(world, 'house-blend'), quantity: 3, discount: 101 },
          { variantId: variantOf(world, 'hand-grinder'), quantity: 1 },
        ],
        ...order,
      });
      for (const step of steps) attempt(world, orderOf(world, id), step);
      const told = readFromWebhook(shop, id);
      const asked = await readFromApi(shop, id);
      // What gift cards paid is all that a body leaves out, and it says when it does.
      const { paidByGiftCard } = told.lacksPayments ? asked.fact : told.order.fact;
      expect(asked.fact).toEqual({ ...told.order.fact, paidByGiftCard });
      expect(asked.customer).toEqual(told.order.customer);
    }),
    { numRuns: 150 },
  );
});

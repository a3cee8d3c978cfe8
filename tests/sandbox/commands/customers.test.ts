import { afterEach, beforeEach, expect, test } from 'vitest';

import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { announced, openShop, someCustomer, variantOf } from './a-shop.ts';

let world: World;
beforeEach(async () => {
  world = await openShop();
});
afterEach(() => world.close());

const PERSON = { firstName: 'Ida', lastName: 'Brandt', email: 'ida@example.com', locale: 'de' };

test('customers come, change and go, and the app hears of each', () => {
  const customer = world.commands.createCustomer(PERSON);
  world.commands.updateCustomer(customer.id, { phone: '+4915112345678' });
  expect(world.customers.get(customer.id)?.phone).toBe('+4915112345678');
  world.commands.deleteCustomer(customer.id);
  expect(world.customers.get(customer.id)).toBeUndefined();
  expect(announced(world)).toEqual(['customers/create', 'customers/update', 'customers/delete']);
});

test('an e-mail address belongs to one customer, whatever its case', () => {
  world.commands.createCustomer(PERSON);
  expect(() => world.commands.createCustomer({ ...PERSON, email: 'IDA@example.com' })).toThrow(
    'Another customer already has the e-mail address',
  );
});

test('a customer with orders cannot be deleted', () => {
  const customerId = someCustomer(world);
  const lines = [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }];
  world.commands.placeOrder({ customerId, email: null, locale: 'de', lines });
  expect(() => world.commands.deleteCustomer(customerId)).toThrow(RefusedByShop);
});

test('after uninstalling, the tokens are gone and nothing is told any more', () => {
  const token = { token: 'shpat_1', kind: 'offline', scopes: [], expiresAt: null } as const;
  world.tokens.put({
    ...token,
    scopes: [],
    id: '1',
    refreshToken: null,
    refreshTokenExpiresAt: null,
  });
  world.commands.uninstallApp();
  world.commands.createCustomer(PERSON);
  expect(world.tokens.size).toBe(0);
  expect(announced(world)).toEqual(['app/uninstalled']);
  expect(() => world.commands.uninstallApp()).toThrow('The app is not installed.');
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Customer } from '#sandbox/store/customer-types.ts';
import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

import { NOBODY, announced, openShop, variantOf } from './a-shop.ts';

const DAY_MS = 24 * 3_600_000;
const START = '2027-03-01T10:00:00.000Z';

let world: World;
beforeEach(async () => {
  world = await openShop();
  world.clock.set(new Date(START));
});
afterEach(() => world.close());

function ida(shop: World = world): Customer {
  return shop.commands.createCustomer({
    firstName: 'Ida',
    lastName: 'Brandt',
    email: 'ida@example.com',
    phone: '+491701234567',
    locale: 'de',
    address: {
      firstName: 'Ida',
      lastName: 'Brandt',
      address1: 'Ringstraße 1',
      zip: '10115',
      city: 'Berlin',
      countryCode: 'DE',
      country: 'Germany',
      phone: null,
    },
  });
}

function orderOf(customer: Customer, shop: World = world) {
  return shop.commands.placeOrder({
    customerId: customer.id,
    email: customer.email,
    locale: 'de',
    lines: [{ variantId: variantOf(shop, 'house-blend'), quantity: 1 }],
  });
}

const body = (topic: string): unknown =>
  JSON.parse(world.deliveries.all().findLast((one) => one.topic === topic)?.body ?? 'null');

const passDays = (days: number, shop: World = world) =>
  shop.clock.set(new Date(Date.parse(START) + days * DAY_MS));

describe('a customer’s request for her data', () => {
  test('goes to the app’s compliance address with her orders', () => {
    const customer = ida();
    const order = orderOf(customer);
    const requestId = world.commands.requestCustomerData(customer.id);
    const raw = world.deliveries.all().at(-1);
    expect(raw).toMatchObject({
      topic: 'customers/data_request',
      address: `${NOBODY}/webhooks/compliance`,
    });
    expect(JSON.parse(raw?.body ?? '')).toMatchObject({
      shop_domain: 'fernhill-roastery.myshopify.com',
      customer: { email: 'ida@example.com', phone: '+491701234567' },
    });
    expect(raw?.body).toContain(`"orders_requested":[${order.id}]`);
    expect(raw?.body).toContain(`"data_request":{"id":${requestId}}`);
  });

  test('is not told to an app that sees neither customers nor orders', () => {
    const customer = ida();
    world.commands.changeScopes(['read_products']);
    world.commands.requestCustomerData(customer.id);
    expect(announced(world)).not.toContain('customers/data_request');
  });
});

describe('erasing personal data', () => {
  test('is done ten days later for who has not ordered', () => {
    const customer = ida();
    expect(world.commands.requestErasure(customer.id).dueAt).toMatch(/^2027-03-11T10:0/);
    passDays(9.9);
    expect(announced(world)).not.toContain('customers/redact');
    passDays(10.1);
    expect(body('customers/redact')).toMatchObject({
      customer: { email: 'ida@example.com' },
      orders_to_redact: [],
    });
    expect(world.scheduled.size).toBe(0);
  });

  test('is withheld for half a year after an order, also one that comes meanwhile', () => {
    const customer = ida();
    orderOf(customer);
    expect(world.commands.requestErasure(customer.id).dueAt).toMatch(/^2027-08-28T10:0/);
    passDays(100);
    orderOf(customer);
    passDays(181);
    expect(announced(world)).not.toContain('customers/redact');
    expect(world.scheduled.all()[0]?.dueAt.slice(0, 10)).toBe('2027-12-06');
    passDays(281);
    expect(announced(world)).toContain('customers/redact');
  });

  test('forgets the person and keeps what was sold', () => {
    const customer = ida();
    const order = orderOf(customer);
    const task = world.commands.requestErasure(customer.id);
    world.commands.runScheduled(task.id);
    expect(world.customers.get(customer.id)).toMatchObject({
      firstName: null,
      lastName: null,
      email: null,
      phone: null,
      address: null,
      erasedAt: expect.stringMatching(/^2027-03-01T10:0/) as string,
    });
    const left = world.orders.get(order.id);
    expect(left).toMatchObject({ email: null, phone: null, address: null, lines: order.lines });
    expect(JSON.stringify([left, world.customers.get(customer.id)])).not.toMatch(/ida|brandt/i);
    expect(() => world.commands.requestErasure(customer.id)).toThrow(/erased already/);
    expect(() => world.commands.updateCustomer(customer.id, { note: 'x' })).toThrow(/for good/);
  });

  test('can be cancelled', () => {
    const customer = ida();
    world.commands.requestErasure(customer.id);
    world.commands.cancelErasure(customer.id);
    passDays(400);
    expect(world.customers.get(customer.id)?.email).toBe('ida@example.com');
    expect(() => world.commands.cancelErasure(customer.id)).toThrow(/Nobody has asked/);
  });

  test('outlives a restart, and is caught up with', async () => {
    const folder = temporaryFolder('erasure');
    const before = await openShop(NOBODY, folder);
    before.clock.set(new Date(START));
    const customer = ida(before);
    before.commands.requestErasure(customer.id);
    await before.close();
    const after = await openShop(NOBODY, folder);
    passDays(11, after);
    expect(after.customers.get(customer.id)?.email).toBeNull();
    await after.close();
  });
});

describe('a shop that has uninstalled the app', () => {
  test('asks 48 hours later for everything to be erased', () => {
    world.commands.uninstallApp();
    passDays(1.9);
    expect(announced(world)).toEqual(['app/uninstalled']);
    passDays(2.1);
    expect(announced(world)).toEqual(['app/uninstalled', 'shop/redact']);
    expect(body('shop/redact')).toEqual({
      shop_id: 68_214_930_127,
      shop_domain: 'fernhill-roastery.myshopify.com',
    });
    passDays(30);
    expect(announced(world)).toHaveLength(2);
  });

  test('does not when it has installed the app again', async () => {
    const left = world.installation.get()?.id;
    world.commands.uninstallApp();
    // Nobody answers, yet the installation itself is Shopify's doing.
    await expect(world.commands.installApp()).rejects.toThrow(/does not answer/);
    passDays(30);
    expect(announced(world)).toEqual(['app/uninstalled']);
    expect(world.installation.get()?.id).not.toBe(left);
  });

  test('leaves no app data and no token behind', () => {
    const owner = `gid://shopify/AppInstallation/${world.installation.get()?.id ?? ''}`;
    world.metafields.put({
      ownerId: owner,
      namespace: world.metafields.appNamespace,
      key: 'program',
      type: 'json',
      value: '{}',
      updatedAt: START,
    });
    world.commands.uninstallApp();
    expect(world.metafields.ofOwner(owner)).toEqual([]);
    expect(world.tokens.size).toBe(0);
  });
});

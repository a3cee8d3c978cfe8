import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type DeliveryFaults, NO_FAULTS } from '#sandbox/webhooks/delivery-faults.ts';
import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

import { NOBODY, openShop, someCustomer, variantOf } from '../commands/a-shop.ts';
import { type ListeningApp, startApp } from './an-app.ts';

const HOUR_MS = 3_600_000;

let app: ListeningApp;
let world: World;
beforeEach(async () => {
  app = await startApp();
  world = await openShop(app.origin);
});
afterEach(async () => {
  await world.close();
  await app.close();
});

function buy(shop: World = world): void {
  shop.commands.placeOrder({
    customerId: someCustomer(shop),
    email: null,
    locale: 'de',
    lines: [{ variantId: variantOf(shop, 'house-blend'), quantity: 1 }],
  });
}

function suffer(faults: Partial<DeliveryFaults>, shop: World = world): void {
  shop.wire.put({ ...NO_FAULTS, ...faults });
}

const heard = (header: string): unknown[] => app.received.map(({ headers }) => headers[header]);

const untilQuiet = () => world.outbox.untilAtMost(0);

describe('on an unreliable way', () => {
  test('a lost delivery is never sent, stays to be seen, and can be sent after all', async () => {
    suffer({ lostPercent: 100, topics: ['orders/paid'] });
    buy();
    await untilQuiet();
    expect(heard('x-shopify-topic').sort()).toEqual(['orders/create', 'orders/updated']);
    const lost = world.deliveries.all().find(({ topic }) => topic === 'orders/paid');
    expect(lost).toMatchObject({ state: 'lost', attempts: [], faults: ['lost'] });
    world.clock.set(new Date(Date.now() + 365 * 24 * HOUR_MS));
    await untilQuiet();
    expect(app.received).toHaveLength(2);
    expect(world.outbox.act(lost?.id ?? '', 'repeat')).toBe('done');
    await untilQuiet();
    expect(heard('x-shopify-topic')).toContain('orders/paid');
  });

  test('what is lost is there to be counted, however much arrives', () => {
    suffer({ lostPercent: 100, topics: ['customers/update'] });
    const id = someCustomer(world);
    for (let times = 0; times < 1_500; times += 1) {
      world.commands.updateCustomer(id, { note: String(times) });
    }
    const lost = world.deliveries.all().filter(({ state }) => state === 'lost');
    expect(lost).toHaveLength(1_500);
  });

  test('a repeated delivery comes twice under one id', async () => {
    suffer({ repeatedPercent: 100, topics: ['orders/create'] });
    buy();
    await untilQuiet();
    const [first, second] = app.received.filter(
      ({ headers }) => headers['x-shopify-topic'] === 'orders/create',
    );
    expect(second?.headers['x-shopify-webhook-id']).toBe(first?.headers['x-shopify-webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(world.deliveries.all()[0]).toMatchObject({
      state: 'delivered',
      attempts: [{ status: 200 }, { status: 200 }],
    });
  });

  test('a duplicated event comes under two ids', async () => {
    suffer({ duplicatedPercent: 100, topics: ['orders/create'] });
    buy();
    await untilQuiet();
    const told = app.received.filter(
      ({ headers }) => headers['x-shopify-topic'] === 'orders/create',
    );
    expect(told).toHaveLength(2);
    expect(new Set(told.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(2);
    expect(new Set(told.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(1);
  });

  test('a delayed delivery waits for the shop’s clock', async () => {
    suffer({ delayedPercent: 100, delayMs: 20 * HOUR_MS });
    buy();
    await untilQuiet();
    expect(app.received).toHaveLength(0);
    world.clock.set(new Date(Date.now() + 19 * HOUR_MS));
    await untilQuiet();
    expect(app.received).toHaveLength(0);
    world.clock.set(new Date(Date.now() + 21 * HOUR_MS));
    await untilQuiet();
    expect(app.received).toHaveLength(3);
  });

  test('deliveries overtake one that is reordered, and it comes in the end', async () => {
    suffer({ reorderedPercent: 100, topics: ['orders/create'] });
    buy();
    buy();
    await untilQuiet();
    const topics = heard('x-shopify-topic');
    expect(topics[0]).not.toBe('orders/create');
    expect(topics.filter((topic) => topic === 'orders/create')).toHaveLength(2);
  });

  test('the same seed strikes the same deliveries, also over a restart', async () => {
    const folder = temporaryFolder('faults');
    const fates = (shop: World) => shop.deliveries.all().map(({ state }) => state === 'lost');
    const interrupted = await openShop(NOBODY, folder);
    suffer({ lostPercent: 50, seed: 7 }, interrupted);
    for (let times = 0; times < 5; times += 1) buy(interrupted);
    await interrupted.close();
    const resumed = await openShop(NOBODY, folder);
    expect(resumed.wire.get()).toMatchObject({ lostPercent: 50, seed: 7 });
    for (let times = 0; times < 5; times += 1) buy(resumed);

    const inOneGo = await openShop();
    suffer({ lostPercent: 50, seed: 7 }, inOneGo);
    for (let times = 0; times < 10; times += 1) buy(inOneGo);
    expect(fates(resumed)).toEqual(fates(inOneGo));
    expect(new Set(fates(inOneGo)).size).toBe(2);

    const otherwise = await openShop();
    suffer({ lostPercent: 50, seed: 8 }, otherwise);
    for (let times = 0; times < 10; times += 1) buy(otherwise);
    expect(fates(otherwise)).not.toEqual(fates(inOneGo));
    await Promise.all([resumed.close(), inOneGo.close(), otherwise.close()]);
  });
});

describe('a single delivery', () => {
  const waiting = () => {
    suffer({ delayedPercent: 100, delayMs: HOUR_MS, topics: ['orders/create'] });
    buy();
    return world.deliveries.all()[0]?.id ?? '';
  };

  test('is held back, whatever the clock says, until it is released', async () => {
    const id = waiting();
    expect(world.outbox.act(id, 'hold')).toBe('done');
    world.clock.set(new Date(Date.now() + 48 * HOUR_MS));
    await untilQuiet();
    expect(world.deliveries.get(id)?.state).toBe('held');
    expect(world.outbox.act(id, 'hold')).toBe('not_possible');
    expect(world.outbox.act(id, 'release')).toBe('done');
    await untilQuiet();
    expect(world.deliveries.get(id)?.state).toBe('delivered');
  });

  test('is dropped for good', async () => {
    const id = waiting();
    expect(world.outbox.act(id, 'drop')).toBe('done');
    world.clock.set(new Date(Date.now() + 48 * HOUR_MS));
    await untilQuiet();
    expect(heard('x-shopify-topic')).not.toContain('orders/create');
    expect(world.deliveries.get(id)).toMatchObject({ state: 'lost' });
    expect(world.outbox.act(id, 'drop')).toBe('not_possible');
  });

  test('is told of once more under another id', async () => {
    buy();
    await untilQuiet();
    const first = world.deliveries.all()[0];
    expect(world.outbox.act(first?.id ?? '', 'duplicate')).toBe('done');
    await untilQuiet();
    const last = app.received.at(-1);
    expect(last?.headers['x-shopify-event-id']).toBe(first?.eventId);
    expect(last?.headers['x-shopify-webhook-id']).not.toBe(first?.id);
  });

  test('held back stays so over a restart', async () => {
    const folder = temporaryFolder('held');
    const before = await openShop(NOBODY, folder);
    suffer({ delayedPercent: 100 }, before);
    buy(before);
    const id = before.deliveries.all()[0]?.id ?? '';
    before.outbox.act(id, 'hold');
    await before.close();
    const after = await openShop(NOBODY, folder);
    after.clock.set(new Date(Date.now() + 48 * HOUR_MS));
    await after.outbox.untilAtMost(0);
    expect(after.deliveries.get(id)).toMatchObject({ state: 'held', attempts: [] });
    await after.close();
  });
});

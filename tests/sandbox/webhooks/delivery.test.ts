import { createHmac } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { NO_FAULTS } from '#sandbox/webhooks/delivery-faults.ts';
import { RETRIES_MAX, retryDelayMs } from '#sandbox/webhooks/retry-schedule.ts';
import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

import { openShop, someCustomer, variantOf } from '../commands/a-shop.ts';
import { type ListeningApp, startApp } from './an-app.ts';

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
    payment: 'pending',
  });
}

function delivery(shop: World = world) {
  const [only] = shop.deliveries.all();
  if (!only) throw new Error('There is no delivery');
  return only;
}

/** Lets the shop's clock reach the next retry, and waits until it was made. */
async function nextRetry(): Promise<void> {
  const { nextAttemptAt } = delivery();
  world.clock.set(new Date(Date.parse(nextAttemptAt ?? '') + 1));
  await world.outbox.untilAtMost(0);
}

describe('a delivery', () => {
  test('is signed and says what it is about', async () => {
    buy();
    await world.outbox.untilAtMost(0);
    const [request] = app.received;
    const secret = world.options.apiSecret;
    const sent = delivery();
    expect(request?.body).toBe(sent.body);
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/create',
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(sent.body).digest('base64'),
      'x-shopify-shop-domain': 'fernhill-roastery.myshopify.com',
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': sent.id,
      'x-shopify-event-id': sent.eventId,
      'x-shopify-triggered-at': sent.triggeredAt,
    });
    expect(sent).toMatchObject({ state: 'delivered', attempts: [{ status: 200, problem: null }] });
  });

  test('shares its event with the other deliveries of one action, and nothing else', async () => {
    buy();
    world.commands.cancelOrder(world.orders.all()[0]?.id ?? '', { reason: 'other', refund: false });
    await world.outbox.untilAtMost(0);
    const events = world.deliveries.all().map(({ eventId }) => eventId);
    expect(events[1]).toBe(events[2]);
    expect(new Set(events).size).toBe(2);
    expect(new Set(world.deliveries.all().map(({ id }) => id)).size).toBe(3);
  });

  test('is not made of what nobody subscribes to, nor while the app is not installed', async () => {
    buy();
    world.commands.fulfillOrder(world.orders.all()[0]?.id ?? '');
    world.commands.uninstallApp();
    buy();
    await world.outbox.untilAtMost(0);
    expect(app.received.map(({ headers }) => headers['x-shopify-topic'])).toEqual([
      'orders/create',
      'orders/updated',
      'app/uninstalled',
    ]);
  });
});

describe('retries', () => {
  test('are eight over four hours, each after twice the time', () => {
    const delays = Array.from({ length: RETRIES_MAX + 1 }, (_, failed) => retryDelayMs(failed + 1));
    const retries = delays.slice(0, RETRIES_MAX).map(Number);
    expect(delays.at(-1)).toBeNull();
    expect(retries.reduce((sum, delay) => sum + delay, 0) / 3_600_000).toBeCloseTo(4, 5);
    retries.slice(1).forEach((delay, position) => {
      expect(delay / (retries[position] ?? 0)).toBeCloseTo(2, 3);
    });
  });

  test.each([302, 401, 500])('follow an answer of %i, with the original body', async (status) => {
    app.answerWith(status);
    buy();
    await world.outbox.untilAtMost(0);
    expect(delivery()).toMatchObject({ state: 'waiting', attempts: [{ status }] });
    world.commands.markOrderPaid(world.orders.all()[0]?.id ?? '');
    await world.outbox.untilAtMost(0);
    app.answerWith(200);
    await nextRetry();
    const [first, ...later] = app.received.filter(
      ({ headers }) => headers['x-shopify-topic'] === 'orders/create',
    );
    expect(later.map(({ body }) => body)).toEqual([first?.body]);
    expect(later[0]?.headers['x-shopify-webhook-id']).toBe(first?.headers['x-shopify-webhook-id']);
    expect(delivery().state).toBe('delivered');
  });

  test('end after the eighth, and can be asked for again', async () => {
    app.answerWith(503);
    buy();
    await world.outbox.untilAtMost(0);
    for (let retry = 1; retry <= RETRIES_MAX; retry += 1) {
      expect(delivery().state).toBe('waiting');
      await nextRetry();
    }
    expect(delivery()).toMatchObject({ state: 'failed', nextAttemptAt: null });
    expect(app.received).toHaveLength(RETRIES_MAX + 1);
    app.answerWith(200);
    expect(world.outbox.act(delivery().id, 'repeat')).toBe('done');
    await world.outbox.untilAtMost(0);
    expect(delivery().state).toBe('delivered');
    expect(world.outbox.act('none', 'repeat')).toBe('unknown_delivery');
  });

  test('are made at once where that is asked for, and what is delayed goes on waiting', async () => {
    app.answerWith(503);
    world.wire.put({ ...NO_FAULTS, delayedPercent: 100, topics: ['orders/updated'] });
    buy();
    buy();
    world.commands.markOrderPaid(world.orders.all()[0]?.id ?? '');
    await world.outbox.untilAtMost(0);
    expect(app.received).toHaveLength(3);
    app.answerWith(200);
    expect(world.outbox.retryNow()).toBe(3);
    await world.outbox.untilAtMost(0);
    const topicsOf = (wanted: string) =>
      world.deliveries
        .all()
        .filter(({ state }) => state === wanted)
        .map(({ topic }) => topic);
    expect(topicsOf('delivered')).toEqual(['orders/create', 'orders/create', 'orders/paid']);
    expect(topicsOf('waiting')).toEqual(['orders/updated']);
    expect(world.outbox.retryNow()).toBe(0);
  });

  test('survive a restart and an app that was away', async () => {
    const folder = temporaryFolder('outbox');
    await app.close();
    const before = await openShop(app.origin, folder);
    buy(before);
    await before.outbox.untilAtMost(0);
    expect(delivery(before).attempts).toMatchObject([{ status: null, problem: 'ECONNREFUSED' }]);
    await before.close();

    app = await startApp();
    const after = await openShop(app.origin, folder);
    expect(delivery(after).state).toBe('waiting');
    // The subscription's address when it was triggered is kept; there is still nobody.
    after.deliveries.put({ ...delivery(after), address: `${app.origin}/webhooks` });
    after.clock.set(new Date(Date.now() + 120_000));
    await after.outbox.untilAtMost(0);
    expect(delivery(after).state).toBe('delivered');
    expect(app.received).toHaveLength(1);
    await after.close();
  });
});

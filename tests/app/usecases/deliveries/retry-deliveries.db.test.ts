import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { TEST_TOPIC } from '#app/loyalty/deliveries/test-event.ts';
import { writeReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { dismissDelivery } from '#app/usecases/deliveries/dismiss-delivery.server.ts';
import { drainInbox } from '#app/usecases/inbox/drain-inbox.server.ts';
import {
  retryDeliveries,
  retryDelivery,
} from '#app/usecases/deliveries/retry-deliveries.server.ts';
import { sendTestEvent } from '#app/usecases/deliveries/send-test-event.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { auditLogOf, deliveryOf, insertDelivery, wantedTasks } from '#tests/support/deliveries.ts';
import { balancesOf, openShop } from '#tests/support/ledger.ts';
import { orderBody } from '#tests/support/order-bodies.ts';
import { testServices } from '#tests/support/services.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2026-11-20T10:01:00Z');
const services = () => testServices(opened.database, { clock: { now: () => NOW } });
const staffUserId = '42';

describe('retrying one delivery', () => {
  test('puts it in line, asks for the worker, and is noted', async () => {
    const shop = await openShop(opened.database);
    const body = JSON.stringify(orderBody());
    const id = await insertDelivery(opened.database, shop, {
      state: 'unreadable',
      body,
      reason: 'an old sentence',
    });
    expect(await retryDelivery(services(), shop.id, { staffUserId, id })).toBe('queued');
    expect(await deliveryOf(opened.database, shop, id)).toMatchObject({
      state: 'received',
      reason: null,
    });
    expect(await wantedTasks(opened.database, shop)).toEqual(['drain-inbox']);
    expect(await auditLogOf(opened.database, shop)).toEqual([
      {
        actor: 'staff:42',
        action: 'delivery.retried',
        subject: `delivery:${id}`,
        detail: { topic: 'orders/paid' },
      },
    ]);

    await drainInbox(services(), shop.id);
    expect(await deliveryOf(opened.database, shop, id)).toMatchObject({ state: 'done' });
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
  });

  test.each([
    ['waiting', { state: 'waiting', retryAt: '2026-11-21T00:00:00Z' }, 'queued'],
    ['in line already', { state: 'received' }, 'not_open'],
    ['carried out', { state: 'done' }, 'not_open'],
    ['dismissed', { state: 'done', reason: writeReason({ code: 'set_aside' }) }, 'queued'],
    ['without its body', { state: 'unreadable', body: null }, 'without_body'],
  ] as const)('one that is %s', async (_name, row, expected) => {
    const shop = await openShop(opened.database);
    const id = await insertDelivery(opened.database, shop, row);
    expect(await retryDelivery(services(), shop.id, { staffUserId, id })).toBe(expected);
    expect(await auditLogOf(opened.database, shop)).toHaveLength(expected === 'queued' ? 1 : 0);
  });

  test('is for deliveries of the own shop', async () => {
    const shop = await openShop(opened.database);
    const other = await openShop(opened.database);
    const id = await insertDelivery(opened.database, other, { state: 'unreadable' });
    expect(await retryDelivery(services(), shop.id, { staffUserId, id })).toBe('unknown');
    expect(await retryDelivery(services(), shop.id, { staffUserId, id: '' })).toBe('unknown');
    expect(await deliveryOf(opened.database, other, id)).toMatchObject({ state: 'unreadable' });
  });
});

describe('retrying all of a view', () => {
  test('puts those in line that have a body, by topic where one is chosen', async () => {
    const shop = await openShop(opened.database);
    const insert = (topic: string, state: string, body?: null) =>
      insertDelivery(opened.database, shop, {
        topic,
        state,
        ...(body === null && { body }),
      });
    const paid = await insert('orders/paid', 'unreadable');
    const refund = await insert('refunds/create', 'unreadable');
    const bare = await insert('orders/paid', 'unreadable', null);
    const waiting = await insert('orders/paid', 'waiting');

    const wish = { staffUserId, view: 'attention', topic: 'orders/paid' } as const;
    expect(await retryDeliveries(services(), shop.id, wish)).toEqual({ queued: 1, isMore: false });
    const stateOf = async (id: string) => (await deliveryOf(opened.database, shop, id))?.state;
    expect(await stateOf(paid)).toBe('received');
    expect(await stateOf(refund)).toBe('unreadable');
    expect(await stateOf(bare)).toBe('unreadable');

    const all = { staffUserId, view: 'waiting', topic: null } as const;
    expect(await retryDeliveries(services(), shop.id, all)).toEqual({ queued: 1, isMore: false });
    expect(await stateOf(waiting)).toBe('received');
    expect(await retryDeliveries(services(), shop.id, all)).toEqual({ queued: 0, isMore: false });
    expect(await auditLogOf(opened.database, shop)).toMatchObject([
      {
        action: 'deliveries.retried',
        detail: { count: 1, view: 'attention', topic: 'orders/paid' },
      },
      { action: 'deliveries.retried', detail: { count: 1, view: 'waiting', topic: null } },
    ]);
  });
});

describe('dismissing', () => {
  test('an unreadable delivery counts as done, and says that staff decided so', async () => {
    const shop = await openShop(opened.database);
    const id = await insertDelivery(opened.database, shop, { state: 'unreadable' });
    expect(await dismissDelivery(services(), shop.id, { staffUserId, id })).toBe('dismissed');
    expect(await deliveryOf(opened.database, shop, id)).toMatchObject({
      state: 'done',
      reason: '{"code":"set_aside"}',
      doneAt: NOW,
    });
    expect(await dismissDelivery(services(), shop.id, { staffUserId, id })).toBe('not_open');
    expect(await auditLogOf(opened.database, shop)).toMatchObject([
      { actor: 'staff:42', action: 'delivery.dismissed', subject: `delivery:${id}` },
    ]);
  });

  test('is not for what still waits', async () => {
    const shop = await openShop(opened.database);
    const id = await insertDelivery(opened.database, shop, { state: 'waiting' });
    expect(await dismissDelivery(services(), shop.id, { staffUserId, id })).toBe('not_open');
    expect(await dismissDelivery(services(), shop.id, { staffUserId, id: '0' })).toBe('unknown');
  });
});

describe('a test event', () => {
  test('lies in the inbox until the worker has read it', async () => {
    const shop = await openShop(opened.database);
    const id = await sendTestEvent(services(), shop.id, staffUserId);
    expect(await deliveryOf(opened.database, shop, id)).toMatchObject({ state: 'received' });
    expect(await wantedTasks(opened.database, shop)).toEqual(['drain-inbox']);
    await drainInbox(services(), shop.id);
    expect(await deliveryOf(opened.database, shop, id)).toMatchObject({
      state: 'done',
      reason: null,
      doneAt: NOW,
    });
  });

  test('no body of Shopify passes for one, whatever topic stands in its header', async () => {
    const shop = await openShop(opened.database);
    const body = JSON.stringify(orderBody());
    const id = await insertDelivery(opened.database, shop, { topic: TEST_TOPIC, body });
    await drainInbox(services(), shop.id);
    expect(await deliveryOf(opened.database, shop, id)).toMatchObject({ state: 'unreadable' });
  });
});

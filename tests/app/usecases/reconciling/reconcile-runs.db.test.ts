import { describe, expect, test } from 'vitest';

import { findRunningReconciliation } from '#app/db/checking/reconciliations.server.ts';
import { continueReconciliation, reconcile } from '#app/usecases/reconciling/reconcile.server.ts';
import {
  type ComparedShop,
  heardOrder,
  orderPaidByHand,
  STORY_START,
} from '#tests/support/compared-shop.ts';
import { beginInComparedShop } from '#tests/support/compared-shops.ts';
import { buyCoffee } from '#tests/sandbox/support/admin-shop.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let world: ComparedShop;
beginInComparedShop((shop) => {
  world = shop;
});

describe('interrupted', () => {
  const placeMany = () => Array.from({ length: 14 }, () => buyCoffee(world.sandbox.world));

  test('by the rate limit, it goes on where it was', async () => {
    placeMany();
    const throttled = { ok: false, failure: { kind: 'throttled', retryAfterMs: 20 } } as const;
    world.obstruct((name, count) =>
      name === 'ChangedOrders' && count === 2 ? throttled : undefined,
    );
    expect(await world.changes()).toMatchObject({ state: 'done', repaired: 14 });
    expect(world.asked.filter((name) => name === 'ChangedOrders')).toHaveLength(4);
  });

  test('by the end of the process, a job takes it up behind the last page', async () => {
    placeMany();
    const ending = new AbortController();
    world.obstruct((name, count) => {
      if (name === 'ChangedOrders' && count === 2) ending.abort();
      return undefined;
    });
    const { services, shop } = world;
    expect(await reconcile(services, shop.id, { mode: 'changes' }, ending.signal)).toMatchObject({
      state: 'running',
      repaired: 10,
    });
    await continueReconciliation(services, shop.id);
    expect(world.asked.filter((name) => name === 'ChangedOrders')).toHaveLength(3);
    expect(await findRunningReconciliation(world.services.database.pool, shop.id)).toBeUndefined();
    expect(await world.changes()).toMatchObject({ unaccounted: 0 });
  });

  test('by a crash between two pages, nothing is counted or posted twice', async () => {
    placeMany();
    world.obstruct((name, count) => {
      if (name === 'ChangedOrders' && count === 3) throw new Error('the process is killed');
      return undefined;
    });
    await expect(world.changes()).rejects.toThrow('killed');
    world.obstruct(() => undefined);
    expect(await world.changes()).toMatchObject({ state: 'done', unaccounted: 14, repaired: 14 });
  });

  test('by an error of ours, it says so, and the next run covers what this one has not', async () => {
    buyCoffee(world.sandbox.world);
    const { pool } = world.services.database;
    await pool.query('ALTER TABLE orders ADD CONSTRAINT nothing_fits CHECK (false) NOT VALID');
    expect(await world.changes()).toMatchObject({ state: 'failed', reason: 'broken' });
    await pool.query('ALTER TABLE orders DROP CONSTRAINT nothing_fits');
    expect(await world.changes()).toMatchObject({ state: 'done', repaired: 1 });
  });

  test('for good, it says why, and the next run covers what this one has not', async () => {
    buyCoffee(world.sandbox.world);
    world.obstruct(() => ({ ok: false, failure: { kind: 'access_denied', reason: 'scope' } }));
    expect(await world.changes()).toMatchObject({ state: 'failed', reason: 'access_denied' });
    world.obstruct(() => undefined);
    world.pass(DAY_MS);
    expect(await world.changes()).toMatchObject({ state: 'done', repaired: 1 });
  });
});

describe('a run', () => {
  test('that leaves the last minutes to the next one does not call missing what is under way', async () => {
    buyCoffee(world.sandbox.world);
    world.pass(60_000);
    const { services, shop } = world;
    const wish = { mode: 'changes', graceMs: 10 * 60_000 } as const;
    expect(await reconcile(services, shop.id, wish)).toMatchObject({ seen: 0, unaccounted: 0 });
    world.pass(HOUR_MS);
    expect(await reconcile(services, shop.id, wish)).toMatchObject({ unaccounted: 1 });
  });

  test('looks for what is missing once a day', async () => {
    await heardOrder(world);
    await world.changes();
    world.pass(HOUR_MS);
    await world.changes();
    const looks = () => world.asked.filter((name) => name === 'CurrentAppInstallation').length;
    expect(looks()).toBe(1);
    world.pass(DAY_MS);
    await world.changes();
    expect(looks()).toBe(2);
  });

  test('rests while deliveries wait for Shopify, and goes on after that', async () => {
    const { services, shop } = world;
    buyCoffee(world.sandbox.world);
    await reconcile(services, shop.id, { mode: 'changes' }, AbortSignal.abort());
    const askedBefore = world.asked.length;
    await world.services.database.pool.query(
      `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body, state, attempts)
       VALUES ($1, 'waits', 'orders/updated', $2, '', 'waiting', 1)`,
      [shop.id, STORY_START],
    );
    world.pass(60_000);
    await continueReconciliation(services, shop.id);
    expect(world.asked).toHaveLength(askedBefore);
    await world.services.database.pool.query(`UPDATE inbox SET state = 'done' WHERE shop_id = $1`, [
      shop.id,
    ]);
    await world.services.database.pool.query('DELETE FROM effects WHERE shop_id = $1', [shop.id]);
    await continueReconciliation(services, shop.id);
    expect(await findRunningReconciliation(world.services.database.pool, shop.id)).toBeUndefined();
  });

  test('names an order that cannot be counted, and goes on behind it', async () => {
    const broken = buyCoffee(world.sandbox.world);
    const fine = buyCoffee(world.sandbox.world);
    const { orders } = world.sandbox.world;
    const stored = orders.get(broken.id);
    if (!stored) throw new Error('no such order');
    const lines = stored.lines.map((line) => ({ ...line, price: 9_007_199_254_740_991 }));
    orders.put({ ...stored, lines });
    expect(await world.changes()).toMatchObject({ unreadable: 1, unaccounted: 2, repaired: 1 });
    expect(await world.available(fine.customerId)).toBeGreaterThan(0);
    expect(await world.everything()).toMatchObject({ state: 'done', unreadable: 1, repaired: 0 });
  });
});

describe('everything', () => {
  test('is read in bulk, with refunds, and found in order the second time', async () => {
    const orders = Array.from({ length: 12 }, () => buyCoffee(world.sandbox.world));
    const [refunded] = orders;
    world.sandbox.world.commands.refundOrder({
      orderId: refunded?.id ?? '',
      lines: (refunded?.lines ?? []).map((line) => ({ lineId: line.id, quantity: 1 })),
    });
    const guest = orderPaidByHand(world, null, 'gast@example.com');
    expect(guest.customerId).toBeNull();
    expect(await world.everything()).toMatchObject({
      state: 'done',
      unaccounted: 13,
      repaired: 13,
    });
    const whole = (await world.available(orders[1]?.customerId ?? '')) ?? 0;
    expect(await world.available(refunded?.customerId ?? '')).toBe(Math.floor(whole / 2));
    expect(await world.everything()).toMatchObject({ state: 'done', unaccounted: 0, repaired: 0 });
  });

  test('goes on behind what was settled of the file, without having it written again', async () => {
    const orders = Array.from({ length: 7 }, () => buyCoffee(world.sandbox.world));
    for (const order of orders) {
      world.sandbox.world.commands.refundOrder({
        orderId: order.id,
        lines: [],
        amountWithoutLines: 100,
      });
    }
    const throttled = { ok: false, failure: { kind: 'throttled', retryAfterMs: 5 } } as const;
    world.obstruct((name, count) =>
      name === 'OrdersByIds' && count === 2 ? throttled : undefined,
    );
    expect(await world.everything()).toMatchObject({ state: 'done', repaired: 7 });
    expect(world.asked.filter((name) => name === 'OrdersByIds')).toHaveLength(3);
    expect(world.asked.filter((name) => name === 'StartBulkQuery')).toHaveLength(1);
  });

  test('is asked for again where Shopify could not write it, and given up after that', async () => {
    buyCoffee(world.sandbox.world);
    world.sandbox.world.bulkOperations.settings.put({ delayMs: 0, failWith: 'TIMEOUT' });
    expect(await world.everything()).toMatchObject({ state: 'failed', reason: 'no_file' });
    expect(world.asked.filter((name) => name === 'StartBulkQuery')).toHaveLength(3);
  });
});

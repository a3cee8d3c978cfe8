import { afterAll, beforeAll, expect, test } from 'vitest';

import { dropOldDeliveries } from '#app/usecases/deliveries/drop-old-deliveries.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { deliveryOf, type DeliveryRow, insertDelivery } from '#tests/support/deliveries.ts';
import { openShop } from '#tests/support/ledger.ts';
import { testServices } from '#tests/support/services.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2026-11-20T10:00:00Z');
const services = () => testServices(opened.database, { clock: { now: () => NOW } });
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

/** What is left of a delivery: with its body, without it, or nothing. */
type Left = 'whole' | 'bare' | 'nothing';

const CASES: readonly (readonly [name: string, row: DeliveryRow, left: Left])[] = [
  [
    'done 100 days ago',
    { state: 'done', receivedAt: daysAgo(100), doneAt: daysAgo(100) },
    'nothing',
  ],
  [
    'received 100 days ago, done yesterday',
    { state: 'done', receivedAt: daysAgo(100), doneAt: daysAgo(1) },
    'whole',
  ],
  ['done 15 days ago', { state: 'done', receivedAt: daysAgo(15), doneAt: daysAgo(15) }, 'bare'],
  ['done 13 days ago', { state: 'done', receivedAt: daysAgo(13), doneAt: daysAgo(13) }, 'whole'],
  ['unreadable for 91 days', { state: 'unreadable', receivedAt: daysAgo(91) }, 'bare'],
  ['unreadable for 89 days', { state: 'unreadable', receivedAt: daysAgo(89) }, 'whole'],
  ['waiting for 200 days', { state: 'waiting', receivedAt: daysAgo(200) }, 'whole'],
  ['in line for 200 days', { state: 'received', receivedAt: daysAgo(200) }, 'whole'],
];

test('drops what need not be kept, in every shop, and nothing else', async () => {
  const shops = [await openShop(opened.database), await openShop(opened.database)];
  const inserted = [];
  for (const shop of shops) {
    for (const [name, row, left] of CASES) {
      inserted.push({ shop, name, left, id: await insertDelivery(opened.database, shop, row) });
    }
  }
  expect(await dropOldDeliveries(services())).toEqual({ bodiesDropped: 4, deleted: 2 });
  for (const { shop, name, left, id } of inserted) {
    const row = await deliveryOf(opened.database, shop, id);
    const found: Left = row === undefined ? 'nothing' : row.body === null ? 'bare' : 'whole';
    expect([name, found]).toEqual([name, left]);
  }
  expect(await dropOldDeliveries(services())).toEqual({ bodiesDropped: 0, deleted: 0 });
});

test('walks through more than one batch, and past the young ones no further', async () => {
  const shop = await openShop(opened.database);
  await opened.database.pool.query(
    `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, done_at, body, state)
     SELECT $1, 'many-' || n, 'orders/paid', at, at, '{}', 'done'
     FROM generate_series(1, 12000) AS n, LATERAL (SELECT $2::timestamptz - (12000 - n) * interval '10 minutes' AS at) AS times`,
    [shop.id, NOW],
  );
  // 12,000 times ten minutes are 83 days, of which the last 14 keep their bodies.
  const kept = (14 * 24 * 60) / 10 + 1;
  expect(await dropOldDeliveries(services())).toEqual({ bodiesDropped: 12_000 - kept, deleted: 0 });
});

test('ends where the worker is asked to', async () => {
  const shop = await openShop(opened.database);
  const id = await insertDelivery(opened.database, shop, {
    state: 'done',
    receivedAt: daysAgo(100),
    doneAt: daysAgo(100),
  });
  await dropOldDeliveries(services(), AbortSignal.abort());
  expect(await deliveryOf(opened.database, shop, id)).toBeDefined();
});

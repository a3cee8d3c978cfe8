import { afterAll, beforeAll, expect, test } from 'vitest';

import { findRunningReconciliation } from '#app/db/checking/reconciliations.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { askForDueChecks } from '#app/usecases/checking/due-checks.server.ts';
import { continueProof } from '#app/usecases/checking/prove-ledger.server.ts';
import { continueReconciliation } from '#app/usecases/reconciling/reconcile.server.ts';
import { type ComparedShop, openComparedShop, STORY_START } from '#tests/support/compared-shop.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let opened: TestDatabase;
let world: ComparedShop;
let shop: Shop;
beforeAll(async () => {
  opened = await openTestDatabase();
  world = await openComparedShop(opened.database);
  ({ shop } = world);
});
afterAll(async () => {
  await world.close();
  await opened.close();
});

let now = STORY_START;
const services = () => ({ ...world.services, clock: { now: () => now } });
const sweep = () => askForDueChecks(services());
const jobs = async () => {
  const { rows } = await opened.database.pool.query<{ task: string }>(
    `SELECT task_identifier AS task FROM graphile_worker.jobs WHERE queue_name LIKE '%:' || $1::bigint ORDER BY 1`,
    [shop.id],
  );
  return rows.map((row) => row.task);
};
const work = async () => {
  await continueReconciliation(services(), shop.id);
  await continueProof(services(), shop.id);
  await opened.database.pool.query(
    'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
  );
};

test('a shop is compared once in an hour, and proved once in a day', async () => {
  await sweep();
  expect(await jobs()).toEqual(['prove-ledger', 'reconcile']);
  await work();
  const counts: number[] = [];
  let proofs = 0;
  for (let minute = 1; minute <= 180; minute += 1) {
    now = new Date(STORY_START.getTime() + minute * MINUTE_MS);
    await sweep();
    const asked = await jobs();
    if (asked.includes('reconcile')) counts.push(minute);
    if (asked.includes('prove-ledger')) proofs += 1;
    if (asked.length > 0) await work();
  }
  expect(counts).toHaveLength(3);
  expect(counts.map((minute) => minute % 60)).toEqual([counts[0], counts[0], counts[0]]);
  expect(proofs).toBe(0);
});

test('it leaves the last minutes to the next run, for webhooks may be under way', async () => {
  now = new Date(now.getTime() + 60 * MINUTE_MS);
  await sweep();
  const run = await findRunningReconciliation(opened.database.pool, shop.id);
  expect(run?.until).toEqual(new Date(now.getTime() - 10 * MINUTE_MS));
});

test('a run whose job died is taken up, once it has stood still for some minutes', async () => {
  await opened.database.pool.query(
    'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
  );
  now = new Date(now.getTime() + MINUTE_MS);
  await sweep();
  expect(await jobs()).toEqual([]);
  now = new Date(now.getTime() + 5 * MINUTE_MS);
  await sweep();
  expect(await jobs()).toEqual(['reconcile']);
  await work();
});

test('a shop in whose line something has waited for long is left alone until that is done', async () => {
  now = new Date(now.getTime() + DAY_MS);
  await opened.database.pool.query(
    `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body, state)
     VALUES ($1, 'd1', 'orders/paid', $2, '', 'received')`,
    [shop.id, new Date(now.getTime() - 2 * MINUTE_MS)],
  );
  await sweep();
  expect(await jobs()).toEqual(['prove-ledger']);
  await opened.database.pool.query(`UPDATE inbox SET state = 'done' WHERE shop_id = $1`, [shop.id]);
  await sweep();
  expect(await jobs()).toEqual(['prove-ledger', 'reconcile']);
});

test('a shop that has removed the app is left alone', async () => {
  await work();
  await opened.database.pool.query('UPDATE shops SET uninstalled_at = $2 WHERE id = $1', [
    shop.id,
    now,
  ]);
  now = new Date(now.getTime() + DAY_MS);
  await sweep();
  expect(await jobs()).toEqual([]);
});

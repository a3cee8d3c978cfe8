import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { awaitQueueing, queueEffects } from '#app/db/queue/effects.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';
import { countLockWaits } from '#tests/support/lock-waits.ts';

let opened: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  opened = await openTestDatabase();
});
beforeEach(async () => {
  shop = await openShop(opened.database);
});
afterAll(() => opened.close());

const NOW = new Date('2026-05-01T00:00:00Z');

/** Queues an effect on a member in a transaction that stays open. */
async function beginQueueing(memberId: string): Promise<pg.PoolClient> {
  const client = await opened.database.pool.connect();
  await client.query('BEGIN');
  await queueEffects(client, shop.id, 'member-summary', [memberId], NOW);
  return client;
}

async function commit(client: pg.PoolClient) {
  await client.query('COMMIT');
  client.release();
}

async function waitingJobs(): Promise<number> {
  const { rows } = await opened.database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE key = $1 AND locked_at IS NULL`,
    [`carry-out-effects:${shop.id}`],
  );
  return rows[0]?.count ?? 0;
}

/** As a worker does when it begins. */
async function takeJob() {
  await opened.database.pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'test', attempts = 1 WHERE key = $1`,
    [`carry-out-effects:${shop.id}`],
  );
}

test('effects that are queued one after the other wait for one job', async () => {
  await commit(await beginQueueing('1'));
  await commit(await beginQueueing('2'));
  expect(await waitingJobs()).toBe(1);
});

test('transactions that count on a waiting job do not wait for each other', async () => {
  await commit(await beginQueueing('1'));
  const [first, second] = [await beginQueueing('2'), await beginQueueing('3')];
  await Promise.all([commit(second), commit(first)]);
  expect(await waitingJobs()).toBe(1);
});

test('a job that was taken sees what was queued while it was still waiting', async () => {
  await commit(await beginQueueing('1'));
  const late = await beginQueueing('2');
  await takeJob();
  let begun = false;
  const beginning = awaitQueueing(opened.database.pool, shop.id).then(() => {
    begun = true;
  });
  await expect.poll(() => countLockWaits(opened.database)).toBe(1);
  expect(begun).toBe(false);
  await commit(late);
  await beginning;
  const { rows } = await opened.database.pool.query('SELECT FROM effects WHERE shop_id = $1', [
    shop.id,
  ]);
  expect(rows).toHaveLength(2);
});

test('what is queued after a job was taken asks for another', async () => {
  await commit(await beginQueueing('1'));
  await takeJob();
  await commit(await beginQueueing('2'));
  expect(await waitingJobs()).toBe(1);
});

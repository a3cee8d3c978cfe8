import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Database, openDatabase } from '#app/db/database.server.ts';
import { migrateDatabase } from '#app/db/migrate.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { drainInbox } from '#app/usecases/inbox/drain-inbox.server.ts';
import { deletePostgresData, startPostgres } from '#scripts/postgres.ts';
import { ownerOfCluster } from '#scripts/postgres/owner.ts';
import { API_SECRET, type AppProcess, startAppProcess } from '#tests/support/app-processes.ts';
import { backUpCluster, restoreCluster } from '#tests/support/cluster-backup.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { freePort } from '#tests/support/free-port.ts';
import { expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { orderBody } from '#tests/support/order-bodies.ts';
import { testServices } from '#tests/support/services.ts';

/** Long enough for a machine that does much else meanwhile. */
const PATIENCE_MS = 60_000;

/** Deliveries that Shopify sends at the same time. */
const SENDERS = 6;

interface Delivery {
  readonly id: string;
  readonly body: string;
}

/** Ends what was begun, also where the test failed half-way. */
const ends: (() => Promise<unknown>)[] = [];

let dataFolder: string;
let port: number;
let database: Database;
let web: AppProcess;
let shop: Shop;
let neverLost: TestDatabase;

const start = () => startPostgres({ dataFolder, port, durable: true });
const url = () => `postgresql://postgres@127.0.0.1:${port}/postgres`;

beforeAll(async () => {
  neverLost = await openTestDatabase();
  ends.push(() => neverLost.close());
  dataFolder = await mkdtemp(path.join(tmpdir(), 'evergreen-backup-'));
  ends.push(() => rm(dataFolder, { recursive: true, force: true }));
  ends.push(() => deletePostgresData(dataFolder));
  port = await freePort();
  await start();
  ends.push(async () => (await start()).stop());
  database = openDatabase(url(), { maxConnections: 4, applicationName: 'test' });
  ends.push(() => database.close());
  await migrateDatabase(database.pool);
  shop = await openShop(database);
  web = await startAppProcess('web', url());
  ends.push(() => end(web));
  await web.untilReadiness(200);
}, PATIENCE_MS);

afterAll(async () => {
  for (const each of ends.reverse()) await each();
}, PATIENCE_MS);

async function end(process: AppProcess): Promise<void> {
  process.kill('SIGKILL');
  await process.ended();
}

/**
 * Orders of 40.00 by a dozen customers, each with the delivery that brings it; every third is refunded in part by a
 * later one.
 * @param first number of the first order
 */
function ordersFrom(first: number, count: number): Delivery[] {
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  return numbers.flatMap((orderId) => {
    const order = { orderId, customerId: 1 + (orderId % 12) };
    const placed = { id: `placed-${orderId}`, body: JSON.stringify(orderBody(order)) };
    if (orderId % 3 > 0) return [placed];
    const body = JSON.stringify(orderBody({ ...order, refundedCents: 1500 }));
    return [placed, { id: `refunded-${orderId}`, body }];
  });
}

/** Sends deliveries to the receiver as Shopify does: signed, several at a time. @returns the statuses that occurred */
async function deliver(deliveries: readonly Delivery[]): Promise<number[]> {
  const waiting = [...deliveries];
  const statuses = new Set<number>();
  const send = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const response = await fetch(`${web.origin}/webhooks`, {
        method: 'POST',
        body: next.body,
        headers: {
          'X-Shopify-Topic': 'orders/updated',
          'X-Shopify-Shop-Domain': shop.domain,
          'X-Shopify-Webhook-Id': next.id,
          'X-Shopify-Hmac-Sha256': createHmac('sha256', API_SECRET)
            .update(next.body)
            .digest('base64'),
        },
      });
      statuses.add(response.status);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return [...statuses];
}

/** Waits until everything in the inbox has been settled. @returns how many deliveries that are */
async function untilSettled(): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await database.pool.query<{ open: number; done: number }>(
      `SELECT count(*) FILTER (WHERE state <> 'done')::int AS open,
         count(*) FILTER (WHERE state = 'done')::int AS done FROM inbox`,
    );
    const { open = 0, done = 0 } = rows[0] ?? {};
    if (open === 0) return done;
    if (Date.now() > deadline) throw new Error(`${open} deliveries were never settled`);
    await sleep(50);
  }
}

/**
 * What the ledger says, in the words of the shop: what each order gave and took back, what each member has, and which
 * lots are left. Ids of rows do not count, nor how many transfers a sum took: refunds that arrive with their order
 * are settled at once.
 */
async function meaningOf({ pool }: Database, { id }: Shop) {
  const byCause = await pool.query(
    `SELECT cause_kind, cause_id, customer_id,
       sum(CASE 'available' WHEN destination THEN amount WHEN source THEN -amount ELSE 0 END)::int AS points
     FROM transfers t JOIN members m ON m.shop_id = t.shop_id AND m.id = t.member_id
     WHERE t.shop_id = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [id],
  );
  const balances = await pool.query(
    `SELECT customer_id, pending, available, held, owed, earned FROM accounts a
     JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id WHERE a.shop_id = $1 ORDER BY 1`,
    [id],
  );
  const lots = await pool.query(
    `SELECT cause_kind, cause_id, customer_id, remaining, opened_at, matures_at, expires_at FROM lots l
     JOIN members m ON m.shop_id = l.shop_id AND m.id = l.member_id WHERE l.shop_id = $1 ORDER BY 1, 2`,
    [id],
  );
  return { byCause: byCause.rows, balances: balances.rows, lots: lots.rows };
}

async function transfers(): Promise<unknown[]> {
  const { rows } = await database.pool.query<object>(
    'SELECT * FROM transfers ORDER BY shop_id, id',
  );
  return rows;
}

/** The same deliveries, in order, in a database that nothing happens to. */
async function meaningHadNothingHappened(deliveries: readonly Delivery[]) {
  const other = await openShop(neverLost.database);
  for (const { id, body } of deliveries) {
    await neverLost.database.pool.query(
      `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body) VALUES ($1, $2, 'orders/updated', now(), $3)`,
      [other.id, id, Buffer.from(body)],
    );
  }
  await drainInbox(
    testServices(neverLost.database, { clock: { now: () => new Date() } }),
    other.id,
  );
  return meaningOf(neverLost.database, other);
}

/**
 * The machine with the database is gone from one moment to the next, and its disk with it.
 * @returns where the data were
 */
async function loseDatabase(): Promise<string> {
  const { rows } = await database.pool.query<{ cluster: string }>(
    `SELECT current_setting('data_directory') AS cluster`,
  );
  const [{ cluster } = { cluster: '' }] = rows;
  const [pid] = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  await deletePostgresData(dataFolder);
  // Its children notice that their parent is gone, and end.
  while (await database.pool.query('SELECT 1').catch(() => undefined)) await sleep(20);
  return cluster;
}

/**
 * Real deployments are backed up by pg_dump, pg_basebackup or their provider; what they bring back is what this copy
 * does: everything that was committed up to a moment, and nothing of what came after.
 */
test(
  'a database that is lost comes back from its backup and the deliveries since, as if it had never been lost',
  { timeout: 2 * PATIENCE_MS },
  async () => {
    const backup = path.join(await mkdtemp(path.join(tmpdir(), 'evergreen-kept-')), 'backup');
    ends.push(() => rm(path.dirname(backup), { recursive: true, force: true }));
    const [before, during, after, meanwhile] = [0, 1, 2, 3].map((part) =>
      ordersFrom(1000 + part * 60, 60),
    ) as [Delivery[], Delivery[], Delivery[], Delivery[]];
    const all = [...before, ...during, ...after, ...meanwhile];

    const firstWorker = await startAppProcess('worker', url());
    ends.push(() => end(firstWorker));
    expect(await deliver(before)).toEqual([200]);
    await untilSettled();
    await Promise.all([deliver(during), backUpCluster(url(), backup)]);
    expect(await deliver(after)).toEqual([200]);
    await untilSettled();
    const whatWasLost = await meaningOf(database, shop);

    // The worker was on the same machine.
    const [cluster] = await Promise.all([loseDatabase(), end(firstWorker)]);
    expect(await deliver(meanwhile)).toEqual([503]);

    await restoreCluster(backup, cluster, await ownerOfCluster());
    await start();
    await expectBalancedLedger(database, shop);
    const restored = await meaningOf(database, shop);
    expect(restored.byCause.length).toBeLessThan(whatWasLost.byCause.length);

    // Whatever may have been lost, and more: from before the backup on, the newest first.
    const secondWorker = await startAppProcess('worker', url());
    ends.push(() => end(secondWorker));
    expect(
      await deliver([...before.slice(-10), ...during, ...after, ...meanwhile].reverse()),
    ).toEqual([200]);
    expect(await untilSettled()).toBe(all.length);
    await expectBalancedLedger(database, shop);
    expect(await meaningOf(database, shop)).toEqual(await meaningHadNothingHappened(all));

    const settled = await transfers();
    expect(await deliver(all)).toEqual([200]);
    expect(await untilSettled()).toBe(all.length);
    expect(await transfers()).toEqual(settled);
  },
);

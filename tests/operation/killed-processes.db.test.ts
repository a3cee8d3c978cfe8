import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Database, openDatabase } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { createChance } from '#sandbox/seed/random.ts';
import { API_SECRET, type OwnPostgres, preparePostgres } from '#tests/support/app-processes.ts';
import { expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { orderBody } from '#tests/support/order-bodies.ts';
import { type RestlessApp, startRestlessApp } from '#tests/support/restless-app.ts';

/** The same history each time, as far as this machine lets it be; `npm run hunt` tries others. */
const SEED = Number(process.env['KILL_SEED'] ?? 11);

const ORDERS = 400;
const CUSTOMERS = 40;
const SENDERS = 8;
/** Deliveries that come at once, and the pause until the next ones. */
const CROWD = 20;
const PAUSE_MS = 500;
const KILLS = 8;
const WORK_MS_MAX = 800;
const PATIENCE_MS = 120_000;

interface Delivery {
  readonly id: string;
  readonly body: string;
}

const chance = createChance(SEED);
const ends: (() => Promise<unknown>)[] = [];
let postgres: OwnPostgres;
let database: Database;
let shop: Shop;
let app: RestlessApp;

beforeAll(async () => {
  postgres = await preparePostgres();
  ends.push(() => postgres.end());
  await postgres.start();
  await postgres.createDatabase();
  await postgres.migrate();
  database = openDatabase(postgres.url, { maxConnections: 3, applicationName: 'test' });
  ends.push(() => database.close());
  shop = await openShop(database);
  app = await startRestlessApp(postgres.url, chance, { workMsMax: WORK_MS_MAX, killsMax: KILLS });
  ends.push(() => app.close());
}, PATIENCE_MS);

afterAll(async () => {
  for (const each of ends.reverse()) await each();
}, PATIENCE_MS);

/** What every order is worth in the end: 40 points, or 25 where a part was refunded. */
const isRefunded = (orderId: number) => orderId % 4 === 0;
const customerOf = (orderId: number) => 1 + (orderId % CUSTOMERS);

/** Each order as it was placed, perhaps as it was refunded, and any of these once more under another id. */
function history(): Delivery[] {
  const deliveries = Array.from({ length: ORDERS }, (_, index) => 1000 + index).flatMap(
    (orderId) => {
      const order = { orderId, customerId: customerOf(orderId) };
      const states = [JSON.stringify(orderBody(order))];
      if (isRefunded(orderId)) {
        states.push(JSON.stringify(orderBody({ ...order, refundedCents: 1500 })));
      }
      const repeated = states.filter(() => chance.happens(0.2));
      return [...states, ...repeated].map((body, index) => ({ id: `${orderId}-${index}`, body }));
    },
  );
  return deliveries
    .map((delivery) => ({ delivery, at: chance.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ delivery }) => delivery);
}

/** Delivers as Shopify does: until it is answered with success, however often that takes. */
async function deliverAll(deliveries: readonly Delivery[]): Promise<void> {
  const waiting = [...deliveries];
  const send = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      while (!(await post(next))) {
        await sleep(50);
      }
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}

async function post({ id, body }: Delivery): Promise<boolean> {
  const origins = app.origins();
  const origin = chance.pick(origins);
  const response = await fetch(`${origin}/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'X-Shopify-Topic': 'orders/updated',
      'X-Shopify-Shop-Domain': shop.domain,
      'X-Shopify-Webhook-Id': id,
      'X-Shopify-Hmac-Sha256': createHmac('sha256', API_SECRET).update(body).digest('base64'),
    },
  }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
}

async function untilApplied(): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await database.pool.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM inbox WHERE state <> 'done'`,
    );
    const open = rows[0]?.open ?? 0;
    if (open === 0) return;
    if (Date.now() > deadline) throw new Error(`${open} deliveries were never applied`);
    await sleep(100);
  }
}

async function pointsByOrder(): Promise<Map<string, number>> {
  const { rows } = await database.pool.query<{ cause_id: string; points: number }>(
    `SELECT cause_id, sum(CASE 'available' WHEN destination THEN amount WHEN source THEN -amount ELSE 0 END)::int AS points
     FROM transfers WHERE shop_id = $1 GROUP BY cause_id`,
    [shop.id],
  );
  return new Map(rows.map((row) => [row.cause_id, row.points]));
}

test(
  `processes killed at any moment lose nothing and count nothing twice (KILL_SEED=${SEED})`,
  { timeout: 2 * PATIENCE_MS },
  async () => {
    const deliveries = history();
    // Spread over the whole time of the killing, so that it always hits somebody at work.
    const calm = new AbortController();
    const unrest = app.calm().finally(() => calm.abort());
    for (let sent = 0; sent < deliveries.length; sent += CROWD) {
      await deliverAll(deliveries.slice(sent, sent + CROWD));
      if (!calm.signal.aborted) await sleep(PAUSE_MS);
    }
    await unrest;
    await untilApplied();

    const stored = await database.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM inbox',
    );
    expect(stored.rows[0]?.count).toBe(deliveries.length);
    const expected = Array.from({ length: ORDERS }, (_, index): [string, number] => {
      const orderId = 1000 + index;
      return [String(orderId), isRefunded(orderId) ? 25 : 40];
    });
    expect([...(await pointsByOrder())].sort()).toEqual(expected.sort());
    await expectBalancedLedger(database, shop);
  },
);

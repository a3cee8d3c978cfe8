import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Database, openDatabase } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { API_SECRET, type AppProcess } from '#tests/support/app-processes.ts';
import { openShop } from '#tests/support/ledger.ts';
import { orderBody } from '#tests/support/order-bodies.ts';

/** What nobody told the worker of, the sweep of each minute finds. */
const PATIENCE_MS = 100_000;

/** A shop, with deliveries from Shopify to a running web process, and a look into the database beside it. */
export interface TestShop {
  readonly database: Database;
  readonly shop: Shop;
  /** @returns the status that Shopify would get */
  deliver(web: AppProcess): Promise<number>;
  /** Waits until so many deliveries are applied. */
  untilDone(count: number): Promise<void>;
  /** Workers that are applying deliveries, as the queue has noted. */
  holders(): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens a shop in the database of running processes, with a connection of its own: close it before the database. */
export async function openTestShop(databaseUrl: string): Promise<TestShop> {
  const database = openDatabase(databaseUrl, { maxConnections: 3, applicationName: 'test' });
  const shop = await openShop(database);
  const { pool } = database;
  let orders = 1_000;
  return {
    database,
    shop,
    async deliver(web) {
      orders += 1;
      const body = JSON.stringify(orderBody({ orderId: orders }));
      const response = await fetch(`${web.origin}/webhooks`, {
        method: 'POST',
        body,
        headers: {
          'X-Shopify-Topic': 'orders/paid',
          'X-Shopify-Shop-Domain': shop.domain,
          'X-Shopify-Webhook-Id': randomUUID(),
          'X-Shopify-Hmac-Sha256': createHmac('sha256', API_SECRET).update(body).digest('base64'),
        },
      });
      return response.status;
    },
    async untilDone(count) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const { rows } = await pool.query<{ state: string }>('SELECT state FROM inbox ORDER BY id');
        const states = rows.map((row) => row.state);
        if (states.length === count && states.every((state) => state === 'done')) return;
        if (Date.now() > deadline) throw new Error(`the inbox holds ${states.join(', ')}`);
        await sleep(50);
      }
    },
    async holders() {
      const { rows } = await pool.query<{ locked_by: string }>(
        `SELECT jobs.locked_by FROM graphile_worker._private_jobs AS jobs
         JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
         WHERE jobs.locked_by IS NOT NULL AND tasks.identifier = 'drain-inbox'`,
      );
      return rows.map((row) => row.locked_by);
    },
    close: () => database.close(),
  };
}

import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Database, openDatabase } from '#app/db/database.server.ts';
import { insertFirstProgram } from '#app/db/programs/first-program.server.ts';
import { migrateDatabase } from '#app/db/migrate.server.ts';
import { saveInstalledShop } from '#app/db/shops/shops.server.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import { freePort } from '#tests/support/free-port.ts';

import { answers, type ProcessPlan, startProcess, untilReady } from '../demo/processes.ts';
import { deletePostgresData, startPostgres } from '../postgres.ts';
import { PlainError } from '../support/plain-error.ts';

import { type BodyFile, currencyOf } from './bodies.ts';
import {
  type LedgerBalances,
  type LedgerTransfer,
  readBalances,
  readInbox,
  readTransfers,
} from './read-ledger.ts';
import { ordersOf } from './stand-in-orders.ts';
import { startStandInShopify } from './stand-in-shopify.ts';

const SHOP_DOMAIN = 'settled-files.myshopify.com';
/** Before any order: the program has been in force for ever. */
const PROGRAM_SINCE = new Date('2000-01-01T00:00:00Z');
const PROJECT = path.join(import.meta.dirname, '..', '..');
const SETTLED_WITHIN_MS = 60_000;

/** What became of the files. */
export interface SettledFiles {
  readonly transfers: readonly LedgerTransfer[];
  readonly balances: Readonly<Record<string, LedgerBalances>>;
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Settles bodies in a PostgreSQL, a web process and a worker of their own, which are gone afterwards.
 * @throws PlainError when a process fails, or a body is refused by the receiver
 */
export async function settleBodies(files: readonly BodyFile[]): Promise<SettledFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'evergreen-settle-'));
  const dataFolder = path.join(folder, 'postgres');
  const cleanUps = [() => rm(folder, { recursive: true, force: true })];
  try {
    const postgres = await startPostgres({ dataFolder, port: await freePort(), durable: false });
    cleanUps.push(
      () => deletePostgresData(dataFolder),
      () => postgres.stop(),
    );
    const databaseUrl = postgres.url('postgres');
    const database = openDatabase(databaseUrl, { maxConnections: 2, applicationName: 'settle' });
    cleanUps.push(() => database.close());
    await prepareShop(database, currencyOf(files));
    const shopify = await startStandInShopify(ordersOf(files));
    cleanUps.push(() => shopify.close());
    const secret = randomBytes(32).toString('hex');
    const port = await freePort();
    const plans = planProcesses({ databaseUrl, shopifyOrigin: shopify.origin, secret, port });
    for (const plan of plans) {
      const running = await startProcess(plan, { project: PROJECT, logs: folder });
      cleanUps.push(() => running.stop());
      await untilReady(plan, running);
    }
    await postAll(files, `http://127.0.0.1:${port}/webhooks`, secret);
    const inbox = await untilSettled(database);
    return {
      transfers: await readTransfers(database),
      balances: await readBalances(database),
      unreadable: files.flatMap((file, index) => {
        const row = inbox.find(({ deliveryId }) => deliveryId === deliveryIdOf(index, 1));
        return row?.state === 'unreadable' ? [{ file: file.name, reason: row.reason ?? '' }] : [];
      }),
    };
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

async function prepareShop(database: Database, currency: string): Promise<void> {
  await migrateDatabase(database.pool);
  const details = {
    domain: SHOP_DOMAIN,
    name: 'Settled files',
    currency,
    timezone: 'UTC',
    locale: 'en',
    isDevelopment: false,
  };
  const shop = await saveInstalledShop(database.pool, details, PROGRAM_SINCE);
  await insertFirstProgram(database.pool, shop.id, firstProgram(), PROGRAM_SINCE);
  await database.pool.query(
    `INSERT INTO sessions (shop, id, state, is_online, scope, access_token)
     VALUES ($1, $2, '', false, 'read_orders,read_products,write_app_proxy,write_customers', 'settle')`,
    [SHOP_DOMAIN, `offline_${SHOP_DOMAIN}`],
  );
}

function planProcesses(given: {
  databaseUrl: string;
  shopifyOrigin: string;
  secret: string;
  port: number;
}): ProcessPlan[] {
  const environment = {
    NODE_ENV: 'production',
    PORT: String(given.port),
    METRICS_PORT: '',
    DATABASE_URL: given.databaseUrl,
    SHOPIFY_API_KEY: 'settle-files',
    SHOPIFY_API_SECRET: given.secret,
    SHOPIFY_API_SECRET_BEFORE: '',
    SHOPIFY_APP_URL: `http://localhost:${given.port}`,
    SANDBOX_SHOP_ORIGIN: given.shopifyOrigin,
    SANDBOX_ADMIN_ORIGIN: given.shopifyOrigin,
    LOG_LEVEL: 'info',
  };
  const preload = ['--import', './sandbox/preload.ts'];
  return [
    {
      name: 'web',
      args: [...preload, 'scripts/settle-files/receiver.ts'],
      environment,
      isReady: () => answers(`http://127.0.0.1:${given.port}/readyz`),
    },
    {
      name: 'worker',
      args: [...preload, 'worker.ts'],
      environment,
      isReady: (log) => Promise.resolve(log.includes('the worker is ready')),
    },
  ];
}

/** Each file twice, as two deliveries: that Shopify repeats itself must change nothing. */
async function postAll(files: readonly BodyFile[], address: string, secret: string): Promise<void> {
  for (const [index, file] of files.entries()) {
    for (const repetition of [1, 2]) {
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Shopify-Topic': file.topic,
          'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(file.raw).digest('base64'),
          'X-Shopify-Shop-Domain': SHOP_DOMAIN,
          'X-Shopify-Webhook-Id': deliveryIdOf(index, repetition),
          'X-Shopify-Triggered-At': new Date().toISOString(),
        },
        body: new Uint8Array(file.raw),
      });
      await response.body?.cancel();
      if (response.status !== 200) {
        throw new PlainError(`The receiver answered ${response.status} to ${file.name}.`);
      }
    }
  }
}

function deliveryIdOf(index: number, repetition: number): string {
  return `file-${index}-${repetition}`;
}

async function untilSettled(database: Database) {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const inbox = await readInbox(database);
    const open = inbox.filter(({ state }) => state === 'received' || state === 'waiting');
    if (open.length === 0) return inbox;
    if (Date.now() > deadline) {
      const reasons = [...new Set(open.map(({ reason, state }) => reason ?? state))];
      throw new PlainError(`${open.length} deliveries were not applied: ${reasons.join('; ')}`);
    }
    await sleep(100);
  }
}

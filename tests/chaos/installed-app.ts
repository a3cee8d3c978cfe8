import { createMetrics } from '#app/platform/metrics.server.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { type Database, openDatabase } from '#app/db/database.server.ts';
import { insertFirstProgram } from '#app/db/programs/first-program.server.ts';
import { findShopByDomain, saveInstalledShop, type Shop } from '#app/db/shops/shops.server.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import type { Services } from '#app/usecases/services.server.ts';

import { ownAdminApi } from './own-admin-api.ts';
import type { OpenShop } from './shop.ts';

/** The app's database with the shop in it, and its use cases at hand beside the processes that are killed. */
export interface InstalledApp {
  readonly services: Services;
  /** As it was read last. */
  readonly shop: Shop;
  /** Reads the shop again: it may have moved. */
  readShop(): Promise<Shop>;
  close(): Promise<void>;
}

/** Installs the app in the shop as it would be after the merchant's first visit, with this program. */
export async function installApp(
  databaseUrl: string,
  open: OpenShop,
  program: Program,
  now: Date,
): Promise<InstalledApp> {
  const database = openDatabase(databaseUrl, { maxConnections: 4, applicationName: 'chaos' });
  const { world, token } = open;
  const { domain, name, currency, timezone, partnerDevelopment } = world.shop.get();
  const details = { domain, name, currency, timezone, locale: 'en' };
  const saved = await saveInstalledShop(
    database.pool,
    { ...details, isDevelopment: partnerDevelopment },
    now,
  );
  await insertFirstProgram(database.pool, saved.id, program, now);
  await storeToken(database, domain, token, world.installation.get()?.scopes ?? []);
  const read = async () => {
    const found = await findShopByDomain(database.pool, domain);
    if (!found) throw new Error('the shop is not there');
    return found;
  };
  let shop = await read();
  const services: Services = {
    database,
    clock: world.clock,
    logger: createLogger('fatal', 'chaos'),
    metrics: createMetrics(),
    settings: { webhookBodyDays: 14 },
    adminApi: ownAdminApi(open),
  };
  return {
    services,
    get shop() {
      return shop;
    },
    readShop: async () => (shop = await read()),
    close: () => database.close(),
  };
}

async function storeToken(
  { pool }: Database,
  domain: string,
  token: string,
  scopes: readonly string[],
): Promise<void> {
  await pool.query(
    `INSERT INTO sessions (shop, id, state, is_online, scope, access_token)
     VALUES ($1, $2, '', false, $3, $4)`,
    [domain, `offline_${domain}`, scopes.join(','), token],
  );
}

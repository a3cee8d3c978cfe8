import { readBacklog } from '#app/db/deliveries/backlog.server.ts';
import { openDatabase } from '#app/db/database.server.ts';
import { type DatabaseWatch, openDatabaseWatch } from '#app/db/readiness.server.ts';
import { createSessionStorage } from '#app/db/shops/sessions.server.ts';
import { clock } from '#app/platform/clock.server.ts';
import type { Environment } from '#app/platform/environment.server.ts';
import { createHealth, type Health, type HealthCheck } from '#app/platform/health.server.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { watchBacklog } from '#app/platform/metrics/backlog-metrics.server.ts';
import { createMetrics, describeProcess } from '#app/platform/metrics.server.ts';
import { createAdminApi } from '#app/shopify/admin-api/create-admin-api.server.ts';
import { createShopifyApp, type ShopifyApp } from '#app/shopify/auth/shopify-app.server.ts';
import { installShop } from '#app/usecases/shops/install-shop.server.ts';
import type { Services } from '#app/usecases/services.server.ts';

import project from './package.json' with { type: 'json' };

declare module '@remix-run/server-runtime' {
  /** What loaders and actions find in `context`. */
  interface AppLoadContext {
    readonly services: Services;
    readonly shopify: ShopifyApp;
    /** For the scripts that are written into the page; all others are refused. */
    readonly scriptNonce: string;
  }
  interface Future {
    v3_singleFetch: true;
  }
}

/** Most connections that one process holds, the receiver's own not counted. */
const MAX_CONNECTIONS = 10;

/** All work comes in batches that take a fraction of this. What takes longer waits for something, and others wait for it. */
const LIMITS = { statementMsMax: 30_000, pauseMsMax: 30_000 };

/** What a process is made of. */
export interface ComposedProcess {
  readonly services: Services;
  readonly shopify: ShopifyApp;
  readonly health: Health;
  /** Ends every connection. */
  close(): Promise<void>;
}

/**
 * Puts together what the web process and the worker have in common.
 * @param role appears in the log, in the metrics and among the database's connections
 * @param checksOf what must hold for this process alone, besides a database that is reachable and migrated
 */
export function composeProcess(
  environment: Environment,
  role: 'web' | 'worker',
  checksOf: (watch: DatabaseWatch) => readonly HealthCheck[] = () => [],
): ComposedProcess {
  const logger = createLogger(environment.LOG_LEVEL, role);
  const metrics = createMetrics();
  const database = openDatabase(environment.DATABASE_URL, {
    maxConnections: MAX_CONNECTIONS,
    applicationName: `evergreen-${role}`,
    limits: LIMITS,
  });
  const shopify = createShopifyApp({
    environment,
    logger,
    sessionStorage: createSessionStorage(database),
    onInstalled: async (shopDomain) => {
      await installShop(services, shopDomain);
    },
  });
  const services: Services = {
    database,
    clock,
    logger,
    metrics,
    settings: { webhookBodyDays: environment.WEBHOOK_BODY_DAYS },
    adminApi: createAdminApi(shopify, metrics.adminApi),
  };
  const watch = openDatabaseWatch(environment.DATABASE_URL);
  describeProcess(metrics.registry, { version: project.version, role });
  watchBacklog(metrics.registry, () => readBacklog(watch.pool, clock.now()));
  const health = createHealth(
    [
      { name: 'database', check: watch.checkReachable },
      { name: 'migrations', check: watch.checkMigrations },
      { name: 'queue', check: watch.checkQueue },
      ...checksOf(watch),
    ],
    logger,
  );
  const close = async () => {
    await Promise.all([database.close(), watch.close()]);
  };
  return { services, shopify, health, close };
}

import type { Database } from '#app/db/database.server.ts';
import type { Clock } from '#app/platform/clock.server.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { Metrics } from '#app/platform/metrics.server.ts';
import type { AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';

/** What whoever runs Evergreen has decided, as far as use cases must know. */
export interface Settings {
  /** How many days the raw body of a webhook is kept. */
  readonly webhookBodyDays: number;
}

/** What a use case is given to act with. Composed once per process (`compose.ts`), or per test. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly settings: Settings;
  /** Shopify's Admin API on behalf of any shop that has installed the app. */
  readonly adminApi: AdminApi;
}

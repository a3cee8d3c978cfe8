import type { Database } from '#app/db/database.server.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { createMetrics } from '#app/platform/metrics.server.ts';
import type { Services } from '#app/usecases/services.server.ts';

import { answeringAdminApi } from './admin-api.ts';

/**
 * Services for a use case under test: silent, counting for itself, and with an Admin API that nobody may ask.
 * @param changes what the test brings itself, its clock first of all
 */
export function testServices(
  database: Database,
  changes: Partial<Services> & Pick<Services, 'clock'>,
): Services {
  return {
    database,
    logger: createLogger('silent', 'test'),
    metrics: createMetrics(),
    settings: { webhookBodyDays: 14 },
    adminApi: answeringAdminApi({}),
    ...changes,
  };
}

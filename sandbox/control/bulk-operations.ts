import type { Hono } from 'hono';
import { z } from 'zod';

import type { World } from '../world.ts';
import { parseBody } from './parse-body.ts';

const DELAY_MS_MAX = 3_600_000;

/** See `BulkSettings` in `sandbox/store/bulk-types.ts`. */
const BulkSettingsBody = z.strictObject({
  delayMs: z.int().min(0).max(DELAY_MS_MAX).default(500),
  failWith: z.enum(['INTERNAL_SERVER_ERROR', 'TIMEOUT']).nullable().default(null),
});

/** Bulk operations: what became of them, and how those to come fare. */
export function addBulkOperations(app: Hono, { bulkOperations }: World): void {
  app.get('/bulk-operations', (context) =>
    context.json({
      settings: bulkOperations.settings.get(),
      operations: bulkOperations.all().toReversed(),
    }),
  );
  app.put('/bulk-operations/settings', async (context) => {
    bulkOperations.settings.put(await parseBody(context, BulkSettingsBody));
    return context.json(bulkOperations.settings.get());
  });
}

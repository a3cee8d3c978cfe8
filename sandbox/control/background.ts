import type { Hono } from 'hono';
import { z } from 'zod';

import type { World } from '../world.ts';
import { parseBody } from './parse-body.ts';

const DELAY_MS_MAX = 86_400_000;

/** See `BackgroundSettings` in `sandbox/store/background-types.ts`; what is not named stays as it is. */
const BackgroundSettingsBody = z.strictObject({
  redeemCodesDelayMs: z.int().min(0).max(DELAY_MS_MAX).optional(),
  segmentsDelayMs: z.int().min(0).max(DELAY_MS_MAX).optional(),
});

/** What Shopify does some moments after it was asked for. */
export function addBackground(app: Hono, world: World): void {
  const { backgroundSettings, backgroundJobs, commands } = world;
  const present = () => ({ settings: backgroundSettings.get(), jobs: backgroundJobs.all() });
  app.get('/background', (context) => context.json(present()));
  app.put('/background/settings', async (context) => {
    const { redeemCodesDelayMs, segmentsDelayMs } = await parseBody(
      context,
      BackgroundSettingsBody,
    );
    const before = backgroundSettings.get();
    backgroundSettings.put({
      ...before,
      ...(redeemCodesDelayMs !== undefined && { redeemCodesDelayMs }),
      ...(segmentsDelayMs !== undefined && { segmentsDelayMs }),
    });
    return context.json(backgroundSettings.get());
  });
  app.post('/background/run', (context) => {
    commands.runBackground();
    return context.json(present());
  });
  app.get('/segments', (context) =>
    context.json({
      segments: world.segments.all().map((segment) => ({
        ...segment,
        customerIds: world.segmentMembers.get(segment.id)?.customerIds ?? [],
      })),
    }),
  );
  app.get('/discounts', (context) =>
    context.json({
      discounts: world.discounts.all().map((discount) => ({
        ...discount,
        codes: world.redeemCodes.ofDiscount(discount.id),
      })),
    }),
  );
}

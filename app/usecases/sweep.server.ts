import { askForEffects } from '#app/db/effects.server.ts';
import { askForDraining, listShopsWithWork } from '#app/db/inbox.server.ts';

import type { Services } from './services.server.ts';

/**
 * Asks for the jobs that somebody should have asked for: deliveries whose receiver died before it could, and whatever
 * waited for its time to come.
 */
export async function sweep({ database, clock }: Services): Promise<void> {
  const shops = await listShopsWithWork(database.pool, clock.now());
  for (const shopId of shops.deliveries) await askForDraining(database.pool, shopId);
  for (const shopId of shops.effects) await askForEffects(database.pool, shopId);
}

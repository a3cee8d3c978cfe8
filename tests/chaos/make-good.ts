import { ageLots } from '#app/usecases/age-lots.server.ts';
import { carryOutEffects } from '#app/usecases/carry-out-effects.server.ts';
import { reconcile } from '#app/usecases/reconcile.server.ts';

import type { InstalledApp } from './installed-app.ts';

/** What comparing the shop with Shopify came to. */
export interface Repairs {
  readonly seen: number;
  /** What the ledger did not know, and knows now. */
  readonly repaired: number;
}

/** Compares with the shop what has changed, then everything. */
export async function reconcileEverything({ services, shop }: InstalledApp): Promise<Repairs> {
  let [seen, repaired] = [0, 0];
  for (const mode of ['changes', 'everything'] as const) {
    const result = await reconcile(services, shop.id, { mode });
    if (result.reason !== null) throw new Error(`comparing ${mode} ended early: ${result.reason}`);
    seen += result.seen;
    repaired += result.repaired;
  }
  return { seen, repaired };
}

/** Lets what has matured or expired do so. */
export async function ageEverything({ services, shop }: InstalledApp): Promise<void> {
  await ageLots(services, shop.id);
}

/** Tells the shop everything that is still to be told. */
export async function carryOutEverything({ services, shop }: InstalledApp): Promise<void> {
  await carryOutEffects(services, shop.id);
}

import { carryOutImports } from '#app/usecases/adjusting/carry-out-imports.server.ts';
import { giveOccasions } from '#app/usecases/actions/give-occasions.server.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { carryOutEffects } from '#app/usecases/effects/carry-out-effects.server.ts';
import { assessDueTiers } from '#app/usecases/assessing/assess-due-tiers.server.ts';
import { payOutRedemptions } from '#app/usecases/paying-out/pay-out-redemptions.server.ts';
import { reconcile } from '#app/usecases/reconciling/reconcile.server.ts';
import { tendRewards } from '#app/usecases/tending/tend-rewards.server.ts';
import { warnOfExpiry } from '#app/usecases/ledger/warn-of-expiry.server.ts';
import type { World } from '#sandbox/world.ts';

import { decideDoubts } from './merchant.ts';
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

/** By how much the shop's time goes on from one look at what is under way to the next. */
const STEP_MS = 600_000;
/** Once all is done a day passes: so late is found what staff did to discounts where nobody told of it. */
const A_DAY_MS = 25 * 3_600_000;
/** Points that are held for a code go back after a day at the latest. */
const LOOKS_MAX = 300;

const UNDER_WAY = `
SELECT (SELECT count(*)::int FROM redemptions WHERE state IN ('cancelling', 'doubtful')
    OR (state = 'pending' AND kind <> 'experience')) AS redemptions,
  (SELECT count(*)::int FROM effects) AS effects,
  (SELECT count(*)::int FROM adjustment_imports WHERE state IN ('reading', 'applying', 'undoing')) AS files`;

/**
 * Carries out everything that is under way with Shopify well again, as its time goes on, and lets the merchant decide about
 * what is doubtful.
 * @returns how many redemptions were doubtful
 */
export async function finishEverything(world: World, app: InstalledApp): Promise<number> {
  let [doubtful, isDayLater] = [0, false];
  let underWay: Record<string, number> = {};
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    await workOnce(app);
    doubtful += await decideDoubts(world, app);
    const { rows } = await app.services.database.pool.query<Record<string, number>>(UNDER_WAY);
    underWay = rows[0] ?? {};
    const isDone = Object.values(underWay).every((count) => count === 0);
    if (isDone && isDayLater) return doubtful;
    isDayLater ||= isDone;
    world.clock.set(new Date(world.clock.now().getTime() + (isDone ? A_DAY_MS : STEP_MS)));
  }
  throw new Error(`not everything was carried out in time: ${JSON.stringify(underWay)}`);
}

/** Each job that there may be, once. */
export async function workOnce({ services, shop }: InstalledApp): Promise<void> {
  await carryOutImports(services, shop.id);
  await giveOccasions(services, shop.id);
  await ageLots(services, shop.id);
  await tendRewards(services, shop.id);
  await payOutRedemptions(services, shop.id);
  await assessDueTiers(services, shop.id);
  await warnOfExpiry(services, shop.id);
  await carryOutEffects(services, shop.id);
}

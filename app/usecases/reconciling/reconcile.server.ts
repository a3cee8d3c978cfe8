import { setTimeout as sleep } from 'node:timers/promises';

import type { Sql } from '#app/db/database.server.ts';
import { isShopBusy } from '#app/db/checking/due-checks.server.ts';
import { askForJob } from '#app/db/queue/jobs.server.ts';
import {
  findRunningReconciliation,
  type Reconciliation,
} from '#app/db/checking/reconciliations.server.ts';
import { findShop, type Shop } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { addTallies, NOTHING_SEEN, unaccountedOrders } from '#app/loyalty/reconciliation.ts';

import { advanceReconciliation } from './advance-reconciliation.server.ts';
import { beginReconciliation, type ReconciliationWish } from './begin-reconciliation.server.ts';
import type { Services } from '../services.server.ts';

/** How long a job works on one shop before others have their turn. */
const TURN_MS = 10_000;

/** How long a job gives way where the shop's deliveries or effects need Shopify, and rests where the budget is used up. */
const GIVE_WAY_MS = 5_000;

/** Longest pause of whoever waits for the end. */
const PAUSE_MS_MAX = 5_000;

/** What a comparison with Shopify came to. Orders and customers together. */
export interface ReconciliationResult {
  readonly state: Reconciliation['state'];
  readonly reason: Reconciliation['reason'];
  readonly seen: number;
  /** What Shopify has and the ledger did not know. */
  readonly unaccounted: number;
  /** Of those, what it knows now. */
  readonly repaired: number;
  readonly unreadable: number;
}

/**
 * Compares a shop with Shopify until nothing is left to do: reads what changed, or everything, and settles it by the
 * same path as webhooks. A run that is under way already is carried on first, and what it finds counted too. Repeated, it
 * finds nothing any more.
 * @param signal ends it after the page at hand; the run goes on with the next call, and its state is `running`
 */
export async function reconcile(
  services: Services,
  shopId: ShopId,
  wish: ReconciliationWish,
  signal?: AbortSignal,
): Promise<ReconciliationResult> {
  const { pool } = services.database;
  let tally = NOTHING_SEEN;
  for (;;) {
    const shop = await findShop(pool, shopId);
    if (!shop) throw new Error('a shop that is not there was to be compared with Shopify');
    const begun = await beginReconciliation(pool, shop, wish, services.clock.now());
    const run = await findRunningReconciliation(pool, shopId);
    if (!run) continue;
    const ended = await carryOnToTheEnd(services, shop, run, signal);
    tally = addTallies(tally, ended.tally);
    if (begun || ended.state === 'running') return resultOf({ ...ended, tally });
  }
}

async function carryOnToTheEnd(
  services: Services,
  shop: Shop,
  begun: Reconciliation,
  signal: AbortSignal | undefined,
): Promise<Reconciliation> {
  let run = begun;
  for (;;) {
    const advance = await advanceReconciliation(
      { services, shop, run },
      () => signal?.aborted === true,
    );
    run = advance.run;
    if (advance.kind !== 'waiting') return run;
    const pauseMs = Math.min(PAUSE_MS_MAX, advance.afterMs);
    await sleep(pauseMs, undefined, signal && { signal }).catch(() => undefined);
    if (signal?.aborted) return run;
  }
}

/**
 * Carries the run on that is under way in a shop, as a job does: for a while, then others have their turn, and what
 * Shopify makes wait is asked for later. Deliveries and effects that wait for Shopify come first, for people see them.
 * @param signal that the process is to end: what is left then is another job's
 */
export async function continueReconciliation(
  services: Services,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<void> {
  const { pool } = services.database;
  const shop = await findShop(pool, shopId);
  const run = shop && (await findRunningReconciliation(pool, shopId));
  if (!run) return;
  if (await isShopBusy(pool, shopId, services.clock.now())) {
    await askForReconciling(pool, shopId, GIVE_WAY_MS);
    return;
  }
  const until = performance.now() + TURN_MS;
  const isOver = () => signal?.aborted === true || performance.now() > until;
  const advance = await advanceReconciliation({ services, shop, run }, isOver);
  if (advance.kind === 'ended') return;
  const afterMs = advance.kind === 'waiting' ? Math.max(advance.afterMs, GIVE_WAY_MS) : 0;
  await askForReconciling(pool, shopId, afterMs);
}

/** Asks for the job that carries a shop's run on; several wishes are one job. */
export async function askForReconciling(sql: Sql, shopId: ShopId, afterMs = 0): Promise<void> {
  await askForJob(sql, { task: 'reconcile', queue: 'reconcile', shopId, afterMs });
}

function resultOf({ state, reason, tally }: Reconciliation): ReconciliationResult {
  return {
    state,
    reason,
    seen: tally.ordersSeen + tally.customersSeen,
    unaccounted: unaccountedOrders(tally) + tally.customersRepaired,
    repaired: tally.ordersRepaired + tally.customersRepaired,
    unreadable: tally.unreadable,
  };
}

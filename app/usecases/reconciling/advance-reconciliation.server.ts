import { inTransaction } from '#app/db/database.server.ts';
import {
  finishReconciliation,
  letReconciliationWait,
  saveProgress,
} from '#app/db/checking/reconciliation-progress.server.ts';
import type { Reconciliation } from '#app/db/checking/reconciliations.server.ts';
import {
  addTallies,
  NOTHING_SEEN,
  type ReconciliationFailure,
  type Tally,
} from '#app/loyalty/reconciliation.ts';
import { backoffMs } from '#app/platform/backoff.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';

import { isDatabaseAway } from '../deliveries/process-deliveries.server.ts';
import { compareChangedOrders } from './compare-changed-orders.server.ts';
import { compareClaims } from './compare-claims.server.ts';
import { compareCustomers } from './compare-customers.server.ts';
import { compareMissingCustomers } from './compare-missing-customers.server.ts';
import { compareMissingOrders } from './compare-missing-orders.server.ts';
import { compareOrderFile } from './compare-order-file.server.ts';
import type { Comparison, NextPart, Pages } from './reconciliation-page.server.ts';

/**
 * Tries in vain, one after the other, before a run is given up: with the backoff between them, hours. Whoever is told to
 * wait by Shopify itself waits more often, and shorter.
 */
const ATTEMPTS_MAX = { unavailable: 10, throttled: 500 } as const;

/** How far a run has come. */
export type Advance =
  | { readonly kind: 'ended'; readonly run: Reconciliation }
  /** It was asked to stop, and can go on at once. */
  | { readonly kind: 'stopped'; readonly run: Reconciliation }
  | { readonly kind: 'waiting'; readonly run: Reconciliation; readonly afterMs: number };

/**
 * Carries a run on from its position, page by page, each settled and noted in one transaction of its own: whatever
 * breaks off, the next call goes on behind the last page that was settled.
 * @param mustStop asked after each page
 */
export async function advanceReconciliation(
  comparison: Comparison,
  mustStop: () => boolean,
): Promise<Advance> {
  let { run } = comparison;
  for (;;) {
    if (run.position.step === 'end') return end(comparison, run, null);
    for await (const part of pagesFrom({ ...comparison, run })) {
      if (part.kind !== 'page') return pause(comparison, run, part);
      const settled = await tryPage(comparison, run, part);
      if (settled === 'broken') return end(comparison, run, 'broken');
      run = settled;
      if (mustStop()) return { kind: 'stopped', run };
    }
  }
}

function pagesFrom(comparison: Comparison): Pages {
  const { position } = comparison.run;
  switch (position.step) {
    case 'file':
      return compareOrderFile(comparison, position);
    case 'orders':
      return compareChangedOrders(comparison, position);
    case 'customers':
      return compareCustomers(comparison, position);
    case 'claims':
      return compareClaims(comparison, position);
    case 'missing_orders':
      return compareMissingOrders(comparison, position);
    case 'missing_customers':
      return compareMissingCustomers(comparison, position);
    case 'end':
      throw new Error('a run that is at its end has no further pages');
  }
}

/** A page that breaks the code ends the run, and is seen; while the database is away, nothing is anybody's fault. */
async function tryPage(
  comparison: Comparison,
  run: Reconciliation,
  page: Extract<NextPart, { kind: 'page' }>,
): Promise<Reconciliation | 'broken'> {
  try {
    return await settlePage(comparison, run, page);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    const { services, shop } = comparison;
    services.logger.error({ shop: shop.domain, err: error }, 'comparing with Shopify broke off');
    return 'broken';
  }
}

async function settlePage(
  { services, shop }: Comparison,
  run: Reconciliation,
  page: Extract<NextPart, { kind: 'page' }>,
): Promise<Reconciliation> {
  const now = services.clock.now();
  const found: Tally = await inTransaction(services.database, async (sql) => {
    const settled = { ...NOTHING_SEEN, ...(await page.settle(sql, now)) };
    await saveProgress(sql, shop.id, { id: run.id, position: page.next }, settled, now);
    return settled;
  });
  services.metrics.reconciliations.countUnaccounted(found);
  return { ...run, position: page.next, attempts: 0, tally: addTallies(run.tally, found) };
}

async function pause(
  comparison: Comparison,
  run: Reconciliation,
  part: Exclude<NextPart, { kind: 'page' }>,
): Promise<Advance> {
  switch (part.kind) {
    case 'wait':
      return wait(comparison, { ...run, ordersExpected: part.ordersExpected }, part.afterMs);
    case 'no_file':
      return end(comparison, run, 'no_file');
    case 'no_answer': {
      const { failure } = part;
      const { shop, services } = comparison;
      services.logger.warn({ shop: shop.domain, failure }, 'comparing with Shopify is held up');
      const again = { ...run, attempts: run.attempts + 1 };
      if (!mayPass(failure, again.attempts)) return end(comparison, run, failure.kind);
      const afterMs = failure.kind === 'throttled' ? failure.retryAfterMs : backoffMs(run.attempts);
      return wait(comparison, again, afterMs);
    }
  }
}

function mayPass({ kind }: AdminFailure, attempts: number): boolean {
  return (kind === 'throttled' || kind === 'unavailable') && attempts < ATTEMPTS_MAX[kind];
}

async function wait(
  { services, shop }: Comparison,
  run: Reconciliation,
  afterMs: number,
): Promise<Advance> {
  const resumeAt = new Date(services.clock.now().getTime() + afterMs);
  const { attempts, ordersExpected } = run;
  const waiting = { resumeAt, attempts, ordersExpected };
  await letReconciliationWait(services.database.pool, shop.id, run.id, waiting);
  return { kind: 'waiting', run, afterMs };
}

async function end(
  { services, shop }: Comparison,
  run: Reconciliation,
  reason: ReconciliationFailure | null,
): Promise<Advance> {
  const now = services.clock.now();
  await finishReconciliation(services.database.pool, shop.id, run.id, reason, now);
  services.metrics.reconciliations.countRun(run.mode, reason ?? 'done');
  const { mode, tally } = run;
  const level = reason === null ? 'info' : 'warn';
  services.logger[level]({ shop: shop.domain, mode, reason, ...tally }, 'compared with Shopify');
  const state = reason === null ? 'done' : 'failed';
  return { kind: 'ended', run: { ...run, state, reason, finishedAt: now } };
}

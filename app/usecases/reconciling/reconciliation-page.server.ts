import type { Sql } from '#app/db/database.server.ts';
import type { ReconciliationPosition } from '#app/db/checking/reconciliation-position.server.ts';
import type { Reconciliation } from '#app/db/checking/reconciliations.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { Tally } from '#app/loyalty/reconciliation.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';

import type { Services } from '../services.server.ts';

/** In what a run compares. */
export interface Comparison {
  readonly services: Services;
  readonly shop: Shop;
  readonly run: Reconciliation;
}

/** What asking Shopify for the next part of a comparison came to. */
export type NextPart =
  | {
      readonly kind: 'page';
      /** Where the run goes on once this page is settled. */
      readonly next: ReconciliationPosition;
      /** Settles the page in an open transaction, the one that saves the position. May be done again. */
      settle(sql: Sql, now: Date): Promise<Partial<Tally>>;
    }
  /** Shopify is still at work. */
  | { readonly kind: 'wait'; readonly afterMs: number; readonly ordersExpected: number }
  | { readonly kind: 'no_answer'; readonly failure: AdminFailure }
  | { readonly kind: 'no_file' };

/** Page after page of one part of a comparison, until that part is done or cannot be gone on with. */
export type Pages = AsyncGenerator<NextPart, void, void>;

/** A page on which there is nothing to settle: the run only comes to its next part. */
export function onward(next: ReconciliationPosition): NextPart {
  return { kind: 'page', next, settle: () => Promise.resolve({}) };
}

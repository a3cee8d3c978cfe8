import { listStandingOrders } from '#app/db/orders/known-to-shopify.server.ts';
import type { PositionAt } from '#app/db/checking/reconciliation-position.server.ts';
import { IDS_A_CALL } from '#app/shopify/admin-api/read-existing.server.ts';
import { readGrantedScopes } from '#app/shopify/read-granted-scopes.server.ts';

import { findReallyMissing } from './find-really-missing.server.ts';
import { type Comparison, onward, type Pages } from './reconciliation-page.server.ts';
import { settleDeletions } from '../settling/settle-deletions.server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Shopify shows orders of 60 days to whoever has not got `read_all_orders`
 * (https://shopify.dev/docs/api/usage/access-scopes#orders-permissions); two days less, for clocks and time zones.
 */
const SHOWN_MS = 58 * DAY_MS;

/**
 * Orders that the app knows and Shopify does not have any more. An older one than Shopify shows is not taken for deleted
 * (the ledger's law 6).
 */
export async function* compareMissingOrders(
  { services, shop, run }: Comparison,
  { after: begin }: PositionAt<'missing_orders'>,
): Pages {
  const { adminApi, database, clock } = services;
  const granted = await readGrantedScopes(adminApi, shop.domain);
  if (!granted.ok) return yield { kind: 'no_answer', failure: granted.failure };
  const showsAll = granted.data.includes('read_all_orders');
  let after = begin;
  for (;;) {
    const processedSince = showsAll ? null : new Date(clock.now().getTime() - SHOWN_MS);
    const page = { after, limit: IDS_A_CALL, processedSince, until: run.until };
    const known = await listStandingOrders(database.pool, shop.id, page);
    const missing = await findReallyMissing(adminApi, shop, 'Order', known);
    if (!missing.ok) return yield { kind: 'no_answer', failure: missing.failure };
    after = known.at(-1) ?? after;
    if (known.length === 0) break;
    yield {
      kind: 'page',
      next: { step: 'missing_orders', after },
      async settle(sql, now) {
        await settleDeletions(sql, shop, missing.data, now);
        return { ordersRepaired: missing.data.length };
      },
    };
  }
  yield onward({ step: 'missing_customers', after: '0' });
}

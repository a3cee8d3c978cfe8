import { findVersionInForce } from '#app/db/programs/programs.server.ts';
import { findGrantedScopes } from '#app/db/shops/sessions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { scopesMissingFor } from '#app/loyalty/cash-out/needed-scopes.ts';

import type { Services } from '../services.server.ts';

/** What a shop has to grant before what its program pays out can arrive: names of access scopes. */
export async function readMissingCashOutScopes(
  { database: { pool }, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Pick<Shop, 'id' | 'domain'>,
): Promise<string[]> {
  const [version, granted] = await Promise.all([
    findVersionInForce(pool, shop.id, clock.now()),
    findGrantedScopes(pool, shop.domain),
  ]);
  return scopesMissingFor(version?.program.rewards ?? [], granted ?? null);
}

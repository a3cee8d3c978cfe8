import { inTransaction } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { saveGrantedScopes } from '#app/db/shops/sessions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { resumeWaitingWork } from '#app/db/deliveries/waiting-work.server.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import { readGrantedScopes } from '#app/shopify/read-granted-scopes.server.ts';

import type { Services } from '../services.server.ts';

/**
 * Learns from Shopify which scopes a shop grants now, and has what waited for one tried again at once. Shopify is
 * asked rather than the delivery believed: two changes may arrive in the wrong order, and the body does not name the
 * shop by anything that we know.
 * @returns the scopes; or why Shopify did not tell. A shop without a token has nothing to learn: the next token that
 *   it grants brings its scopes along
 */
export async function refreshScopes(
  services: Services,
  shop: Shop,
): Promise<AdminAnswer<readonly string[]>> {
  const granted = await readGrantedScopes(services.adminApi, shop.domain);
  if (!granted.ok) {
    return granted.failure.kind === 'not_installed' ? { ok: true, data: [] } : granted;
  }
  await inTransaction(services.database, async (sql) => {
    await saveGrantedScopes(sql, shop.domain, granted.data);
    await resumeWaitingWork(sql, shop.id, services.clock.now());
    // Which rewards guests are shown depends on them.
    await queueEffects(sql, shop.id, 'program-face', [shop.id], services.clock.now());
  });
  services.logger.info({ shop: shop.domain, scopes: granted.data }, 'the granted scopes changed');
  return granted;
}

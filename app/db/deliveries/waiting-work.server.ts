import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { askForEffects } from '../queue/effects.server.ts';
import { askForDraining } from './inbox.server.ts';
import { askForPayingOut } from '../redemptions/pay-outs.server.ts';

/**
 * Ends the waiting of a shop's deliveries, effects and pay-outs: what they waited for (a token, a scope) is there now, and the
 * backoff that has built up meanwhile says nothing any more.
 */
export async function resumeWaitingWork(sql: Sql, shopId: ShopId, now: Date): Promise<void> {
  const deliveries = await sql.query(
    `UPDATE inbox SET retry_at = $2 WHERE shop_id = $1 AND state = 'waiting' AND retry_at > $2`,
    [shopId, now],
  );
  const effects = await sql.query(
    `UPDATE effects SET retry_at = NULL WHERE shop_id = $1 AND retry_at > $2`,
    [shopId, now],
  );
  const payOuts = await sql.query(
    `UPDATE redemptions r SET retry_at = $2 WHERE shop_id = $1 AND retry_at > $2
       AND kind IN ('store_credit', 'gift_card') AND NOT EXISTS (
         SELECT FROM pay_outs p WHERE p.shop_id = r.shop_id AND p.redemption_id = r.id AND p.is_open)`,
    [shopId, now],
  );
  if (deliveries.rowCount) await askForDraining(sql, shopId);
  if (effects.rowCount) await askForEffects(sql, shopId);
  if (payOuts.rowCount) await askForPayingOut(sql, shopId);
}

import { insertOwnDeliveries } from '#app/db/deliveries/delivery-actions.server.ts';
import { askForDraining } from '#app/db/deliveries/inbox.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { READ_ORDER_TOPIC } from '#app/loyalty/deliveries/read-order-event.ts';
import type { OrderId, ShopId } from '#app/loyalty/ids.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';

/**
 * Has orders read anew, with what their program asks of them: a version was published after they were asked about, so it
 * is not known yet. They stay as they are until then. Once for each order and newest version, in the inbox, where it is
 * tried again while Shopify does not answer.
 * @param sql the transaction that has found it out
 */
export async function readAnew(
  sql: Sql,
  shopId: ShopId,
  versions: readonly ProgramVersion[],
  orderIds: readonly OrderId[],
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  const newest = Math.max(0, ...versions.map(({ version }) => version));
  const deliveries = orderIds.map((orderId) => ({
    deliveryId: `evergreen-read-${orderId}-${newest}`,
    topic: READ_ORDER_TOPIC,
    receivedAt: now,
    body: Buffer.from(JSON.stringify({ evergreen_read_order: orderId })),
  }));
  await insertOwnDeliveries(sql, shopId, deliveries);
  await askForDraining(sql, shopId);
}

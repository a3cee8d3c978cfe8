import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { lockDelivery, setDeliveryAside } from '#app/db/deliveries/delivery-actions.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

/** What a wish to dismiss came to; `not_open` where it needs nobody any more. */
export type Dismissed = 'dismissed' | 'not_open' | 'unknown';

/**
 * Dismisses a delivery that could not be understood: it counts as done from now on, and says that staff decided so. As
 * long as its body is kept it can be retried all the same.
 * @param wish.id as the address says it
 */
export async function dismissDelivery(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: { readonly staffUserId: string; readonly id: string },
): Promise<Dismissed> {
  const rowId = RowId.safeParse(id);
  if (!rowId.success) return 'unknown';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const found = await lockDelivery(sql, shopId, rowId.data);
    if (!found) return 'unknown';
    if (found.state !== 'unreadable') return 'not_open';
    await setDeliveryAside(sql, shopId, rowId.data, now);
    const entry = {
      actor: `staff:${staffUserId}`,
      action: 'delivery.dismissed',
      subject: `delivery:${rowId.data}`,
      detail: { topic: found.topic },
    } as const;
    await writeAuditEntry(sql, shopId, entry, now);
    return 'dismissed';
  });
}

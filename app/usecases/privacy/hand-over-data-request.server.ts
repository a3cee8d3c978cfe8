import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import {
  findDataRequest,
  markDataRequestHandedOver,
} from '#app/db/privacy/data-request-list.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

/** Who says that the customer has her data, and for which request. */
interface HandOverWish {
  readonly staffUserId: string;
  /** As the address says it. */
  readonly id: string;
}

/** What it came to; `not_open` where it was handed over before. */
export type HandedOver = 'handed_over' | 'not_open' | 'unknown';

/** Notes that a customer has been given what is known of her: the request is answered. */
export async function handOverDataRequest(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: HandOverWish,
): Promise<HandedOver> {
  const rowId = RowId.safeParse(id);
  if (!rowId.success) return 'unknown';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const request = await findDataRequest(sql, shopId, rowId.data);
    if (!request) return 'unknown';
    if (!(await markDataRequestHandedOver(sql, shopId, request.id, now))) return 'not_open';
    const entry = {
      actor: `staff:${staffUserId}`,
      action: 'data_request.handed_over',
      subject: `customer:${request.customerId}`,
    } as const;
    await writeAuditEntry(sql, shopId, entry, now);
    return 'handed_over';
  });
}

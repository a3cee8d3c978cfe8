import { inTransaction } from '#app/db/database.server.ts';
import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import {
  lockDelivery,
  requeueDeliveries,
  requeueDelivery,
} from '#app/db/deliveries/delivery-actions.server.ts';
import { askForDraining } from '#app/db/deliveries/inbox.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

/** Most deliveries that are put in line at once: a moment's work for the database. */
const REQUEUED_MAX = 10_000;

/** Who asks, and for what. */
interface RetryWish {
  readonly staffUserId: string;
  /** As the address says it. */
  readonly id: string;
}

/** What a wish to retry came to. */
export type Retried =
  | 'queued'
  /** The body was dropped: there is nothing that could be read again. */
  | 'without_body'
  /** It is in line already, or was carried out. */
  | 'not_open'
  | 'unknown';

/** Puts a delivery in line again and asks for the job that reads it; nothing is carried out here. */
export async function retryDelivery(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: RetryWish,
): Promise<Retried> {
  const rowId = RowId.safeParse(id);
  if (!rowId.success) return 'unknown';
  return inTransaction(database, async (sql) => {
    const found = await lockDelivery(sql, shopId, rowId.data);
    if (!found) return 'unknown';
    if (!found.hasBody) return 'without_body';
    if (!found.isRetriable) return 'not_open';
    await requeueDelivery(sql, shopId, rowId.data);
    await askForDraining(sql, shopId);
    await writeAuditEntry(
      sql,
      shopId,
      {
        actor: `staff:${staffUserId}`,
        action: 'delivery.retried',
        subject: `delivery:${rowId.data}`,
        detail: { topic: found.topic },
      },
      clock.now(),
    );
    return 'queued';
  });
}

/** Which deliveries are to be retried together. */
interface RetryAllWish {
  readonly staffUserId: string;
  readonly view: 'attention' | 'waiting';
  readonly topic: string | null;
}

/**
 * Puts every delivery of a view in line again, at most 10,000 at once, and asks for the job that reads them. Those
 * without a body stay as they are.
 * @returns how many, and whether there may be more
 */
export async function retryDeliveries(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, view, topic }: RetryAllWish,
): Promise<{ readonly queued: number; readonly isMore: boolean }> {
  const state = view === 'attention' ? 'unreadable' : 'waiting';
  return inTransaction(database, async (sql) => {
    const queued = await requeueDeliveries(sql, shopId, { state, topic, limit: REQUEUED_MAX });
    if (queued > 0) {
      await askForDraining(sql, shopId);
      await writeAuditEntry(
        sql,
        shopId,
        {
          actor: `staff:${staffUserId}`,
          action: 'deliveries.retried',
          detail: { count: queued, view, topic },
        },
        clock.now(),
      );
    }
    return { queued, isMore: queued === REQUEUED_MAX };
  });
}

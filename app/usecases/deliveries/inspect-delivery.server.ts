import { findDelivery, type WholeDelivery } from '#app/db/deliveries/delivery-list.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { writeBodyText } from '#app/shopify/deliveries/body-text.server.ts';

import { viewDelivery } from './delivery-view.server.ts';
import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

/** Most of a body that a page shows; a hundred times an order of Shopify's. */
const SHOWN_BYTES_MAX = 256 * 1024;

/**
 * Everything that is kept of a delivery.
 * @param id as the address says it
 * @returns `unknown` where the shop has none of this id, or no more. Times as ISO 8601; `body` is null where it was
 *   dropped, and only the beginning where `bytes` is more than `shownBytes`
 */
export async function inspectDelivery(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  id: string,
) {
  const rowId = RowId.safeParse(id);
  if (!rowId.success) return { kind: 'unknown' as const };
  const found = await findDelivery(database.pool, shopId, rowId.data, SHOWN_BYTES_MAX);
  if (!found) return { kind: 'unknown' as const };
  return {
    kind: 'found' as const,
    now: clock.now().toISOString(),
    delivery: {
      ...viewDelivery(found),
      deliveryId: found.deliveryId,
      triggeredAt: found.triggeredAt?.toISOString() ?? null,
    },
    body: viewBody(found),
  };
}

function viewBody({ body, bodyBytes }: WholeDelivery) {
  if (body === null || bodyBytes === null) return null;
  const isWhole = body.length === bodyBytes;
  return { ...writeBodyText(body, isWhole), bytes: bodyBytes, shownBytes: body.length };
}

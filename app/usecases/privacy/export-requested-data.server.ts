import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { findDataRequest } from '#app/db/privacy/data-request-list.server.ts';
import type { CustomerId, ShopId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import { type MemberData, readMemberData } from './read-member-data.server.ts';
import type { Services } from '../services.server.ts';

/** Who downloads, and for which request. */
interface ExportWish {
  readonly staffUserId: string;
  /** As the address says it. */
  readonly id: string;
}

export type ExportedData =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'found'; readonly customerId: CustomerId; readonly data: MemberData };

/**
 * What is known of a customer who has asked for it, for the shop to hand over. That somebody took it is noted: it is
 * personal.
 */
export async function exportRequestedData(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: ExportWish,
): Promise<ExportedData> {
  const { pool } = services.database;
  const rowId = RowId.safeParse(id);
  const request = rowId.success ? await findDataRequest(pool, shopId, rowId.data) : undefined;
  if (!request) return { kind: 'unknown' };
  const { customerId } = request;
  const data = await readMemberData(services, shopId, customerId);
  const entry = {
    actor: `staff:${staffUserId}`,
    action: 'data_request.downloaded',
    subject: `customer:${customerId}`,
  } as const;
  await writeAuditEntry(pool, shopId, entry, services.clock.now());
  return { kind: 'found', customerId, data };
}

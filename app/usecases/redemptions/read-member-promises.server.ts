import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { listPromisesOf } from '#app/db/redemptions/redemption-list.server.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';
import { viewRedemption } from './redemption-view.server.ts';

/** More than anybody keeps waiting for her. */
const PROMISES_MAX = 20;

/**
 * What a member was promised and staff are to hand over, the longest promised first.
 * @param memberId as the address says it
 */
export async function readMemberPromises(
  { database: { pool } }: Pick<Services, 'database'>,
  shopId: ShopId,
  memberId: string,
) {
  const id = MemberId.safeParse(memberId);
  if (!id.success) return [];
  const promises = await listPromisesOf(pool, shopId, id.data, PROMISES_MAX);
  if (promises.length === 0) return [];
  const versions = await listProgramVersions(pool, shopId);
  return promises.map((promise) => viewRedemption(promise, versions));
}

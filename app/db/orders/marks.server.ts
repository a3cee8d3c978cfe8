import { compareMarks } from '#app/loyalty/history/history.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';
import type { TrackedMark } from '#app/loyalty/tiers/courses-by-track.ts';

import type { Sql } from '../database.server.ts';
import { readFacts } from './order-chain.server.ts';

/**
 * What members' facts came to: their orders as they are judged now, and the points that they were given besides.
 * @returns by member, in the order of the chain; members without any are left out
 */
export async function readMarks(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, TrackedMark[]>> {
  const starts = memberIds.map((memberId) => ({ memberId, at: -Infinity, orderId: null }));
  const facts = await readFacts(sql, shopId, starts);
  return Map.groupBy(facts.sort(compareMarks), (fact) => fact.memberId);
}

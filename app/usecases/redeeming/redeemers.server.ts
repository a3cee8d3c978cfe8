import { listCustomersOf } from '#app/db/actions/customers-of-members.server.ts';
import { findCustomerTags } from '#app/db/members/customer-tags.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { Redeemer } from '#app/loyalty/rewards/may-redeem.ts';

import { believedSince } from '../settling/record-traits.server.ts';
import { readTiersNow } from '../tiers/tiers-now.server.ts';
import type { RedeemingShop } from './asked-reward.server.ts';

/**
 * Members as rewards' conditions ask for them: with the tier that they have now, and the tags that Shopify has said they
 * have. Call it under the members' locks.
 */
export async function readRedeemers(
  sql: Sql,
  shop: RedeemingShop,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<Map<MemberId, Redeemer>> {
  const versions = await listProgramVersions(sql, shop.id);
  const tiers = await readTiersNow(sql, shop, versions, memberIds, now);
  const customers = await listCustomersOf(sql, shop.id, memberIds);
  const since = believedSince(now).tags;
  const tags = await findCustomerTags(sql, shop.id, [...customers.values()], since);
  return new Map(
    [...customers].map(([memberId, customerId]) => [
      memberId,
      { tier: tiers.get(memberId) ?? null, tags: tags.get(customerId) ?? null },
    ]),
  );
}

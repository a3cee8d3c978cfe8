import type { Sql } from '#app/db/database.server.ts';
import { findMembers } from '#app/db/members/enrolment.server.ts';
import {
  countOwnedOrders,
  listMissedClaims,
  type MissedClaim,
} from '#app/db/orders/missed-claims.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { PositionAt } from '#app/db/checking/reconciliation-position.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { Tally } from '#app/loyalty/reconciliation.ts';

import { onward, type Comparison, type Pages } from './reconciliation-page.server.ts';
import { claimOrders } from '../settling/settle-orders.server.ts';

/** Members looked at for one transaction. */
const MEMBERS_MAX = 200;

/**
 * Orders that are members' by now although nobody earns for them. They are in the app already, so Shopify is not asked.
 */
export async function* compareClaims(
  { services, shop, run }: Comparison,
  { after: begin }: PositionAt<'claims'>,
): Pages {
  const { pool } = services.database;
  const versions = await listProgramVersions(pool, shop.id);
  const claimDaysMax = Math.max(0, ...versions.map(({ program }) => program.enrolment.claimDays));
  let after: string | undefined = begin;
  while (after !== undefined) {
    const page = { after, limit: MEMBERS_MAX, claimDaysMax };
    const missed: MissedClaim[] = await listMissedClaims(pool, shop.id, page);
    after = missed.length < MEMBERS_MAX ? undefined : missed.at(-1)?.memberId;
    if (missed.length === 0) continue;
    yield {
      kind: 'page',
      next: { step: 'claims', after: missed.at(-1)?.memberId ?? begin },
      settle: (sql, now) => claim(sql, shop, missed, now),
    };
  }
  yield onward(run.looksForMissing ? { step: 'missing_orders', after: '0' } : { step: 'end' });
}

async function claim(
  sql: Sql,
  shop: Shop,
  missed: readonly MissedClaim[],
  now: Date,
): Promise<Partial<Tally>> {
  const customerIds = missed.map((each) => each.customerId);
  const members = await findMembers(sql, shop.id, customerIds);
  const orderIds = missed.flatMap((each) => each.orderIds);
  const ownedBefore = await countOwnedOrders(sql, shop.id, orderIds);
  const claimers = missed.flatMap((each) => {
    const member = members.get(each.customerId);
    return member ? [{ member, customerIds: each.customerIds }] : [];
  });
  await claimOrders(sql, shop, claimers, now);
  const owned = await countOwnedOrders(sql, shop.id, orderIds);
  return { ordersRepaired: owned - ownedBefore };
}

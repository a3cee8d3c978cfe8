import { resolveCustomers } from '#app/db/members/customer-merges.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { ensureMembers } from '#app/db/members/enrolment.server.ts';
import { lockForJudging } from '#app/db/programs/programs.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/orders/order-fact.ts';

import type { Services } from '../services.server.ts';
import { claimOrders } from '../settling/settle-orders.server.ts';
import { emailHashOf } from '../settling/find-people.server.ts';
import type { SettlingShop } from '../settling/order-change.server.ts';

/**
 * Makes a customer a member because she asks for it. What she has bought before, as far back as the program lets her claim
 * it, is hers from now on. Joining again changes nothing.
 * @param customer who has proven who she is
 */
export async function joinProgram(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: SettlingShop,
  customer: CustomerDetails,
): Promise<MemberId> {
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    await lockForJudging(sql, shop.id);
    const merged = await resolveCustomers(sql, shop.id, [customer.customerId]);
    const customerId = merged.get(customer.customerId) ?? customer.customerId;
    const emailHash = emailHashOf(shop, customer);
    const enrolment = { customer: { ...customer, customerId }, joinedAt: now, emailHash };
    const { members } = await ensureMembers(sql, shop.id, [enrolment]);
    const member = members.get(customerId);
    if (!member) throw new Error('a customer could not be made a member');
    const customerIds = [...new Set([customerId, customer.customerId])];
    await claimOrders(sql, shop, [{ member, customerIds }], now);
    await queueEffects(sql, shop.id, 'member-summary', [member.memberId], now);
    return member.memberId;
  });
}

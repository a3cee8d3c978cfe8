import { type Database, inTransaction } from '#app/db/database.server.ts';
import { ensureMembers } from '#app/db/members/enrolment.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';

import { PROGRAM_START } from './ledger.ts';
import { customerDetails } from './orders.ts';

/** Makes a customer a member who has nothing yet. */
export async function join(database: Database, shop: Shop, customerId: string): Promise<MemberId> {
  const customer = customerDetails(customerId);
  const enrolment = { customer, joinedAt: PROGRAM_START, emailHash: null };
  const { members } = await inTransaction(database, (sql) =>
    ensureMembers(sql, shop.id, [enrolment]),
  );
  const member = members.get(customer.customerId);
  if (!member) throw new Error('the customer did not become a member');
  return member.memberId;
}

import { type Database, inTransaction } from '#app/db/database.server.ts';
import { ensureMembers } from '#app/db/members/enrolment.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { giveOccasions } from '#app/usecases/actions/give-occasions.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { programWith } from '#tests/app/loyalty/actions/an-action.ts';
import { openShop } from '#tests/support/ledger.ts';
import { customerDetails } from '#tests/support/orders.ts';
import { SettableClock } from '#tests/support/program-versions.ts';
import { testServices } from '#tests/support/services.ts';

/** A shop whose program has these rules for actions, and the time there. */
export interface ShopOfActions {
  readonly shop: Shop;
  readonly clock: SettableClock;
  readonly services: Services;
  /** Makes a customer a member, as of a moment; now unless told otherwise. */
  join(customerId: string, joinedAt?: string): Promise<MemberId>;
  /** Does what the job of occasions does. */
  giveOccasions(): Promise<void>;
  /** States and points of all that a member has done, oldest first. */
  actionsOf(memberId: MemberId): Promise<readonly (readonly [string, number])[]>;
}

/** Opens a shop whose time stands at 10 June 2026, noon in Berlin. */
export async function openShopOfActions(
  database: Database,
  rules: readonly ActionRule[],
  changes: Partial<Services> = {},
  tiers: Program['tiers'] = [],
): Promise<ShopOfActions> {
  const shop = await openShop(database, { ...programWith(...rules), tiers });
  const clock = new SettableClock('2026-06-10T10:00:00Z');
  const services = testServices(database, { clock, ...changes });
  return {
    shop,
    clock,
    services,
    async join(customerId, joinedAt = clock.now().toISOString()) {
      const customer = customerDetails(customerId);
      const enrolment = { customer, joinedAt: new Date(joinedAt), emailHash: null };
      const { members } = await inTransaction(database, (sql) =>
        ensureMembers(sql, shop.id, [enrolment]),
      );
      const member = members.get(customer.customerId);
      if (!member) throw new Error('the customer did not become a member');
      return member.memberId;
    },
    giveOccasions: () => giveOccasions(services, shop.id),
    async actionsOf(memberId) {
      const { rows } = await database.pool.query<{ state: string; points: string }>(
        'SELECT state, points FROM actions WHERE shop_id = $1 AND member_id = $2 ORDER BY at, id',
        [shop.id, memberId],
      );
      return rows.map(({ state, points }) => [state, Number(points)] as const);
    },
  };
}

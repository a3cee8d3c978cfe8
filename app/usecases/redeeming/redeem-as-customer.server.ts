import { listCustomersOf } from '#app/db/actions/customers-of-members.server.ts';
import type { MemberOfCustomer } from '#app/db/members/member-activity.server.ts';
import { findVersionInForce } from '#app/db/programs/programs.server.ts';
import { findShopByDomain, type Shop } from '#app/db/shops/shops.server.ts';
import { asksForTags } from '#app/loyalty/rewards/may-redeem.ts';

import { askForTags } from '../settling/ask-for-traits.server.ts';
import { rewardCounterOf } from './redeem-reward.server.ts';
import type { RedeemOutcome } from './asked-reward.server.ts';
import type { Services } from '../services.server.ts';
import { findMemberOfShopper, type NoMember, type Shopper } from '../shopper.server.ts';

/** What a member asks for. */
export interface Wish {
  readonly rewardKey: string;
  /** The price that she saw. */
  readonly points: number;
  readonly choice: string | null;
  /** Hers for this wish: sent again, it redeems nothing again. */
  readonly key: string;
}

/** Shopify may have to be asked. */
type Needed = Pick<Services, 'database' | 'clock' | 'adminApi'>;

/**
 * Gives a reward to the shopper who is signed in. Which tags she has is asked of Shopify before, where the reward asks for
 * tags and nobody has lately.
 */
export async function redeemAsCustomer(
  services: Needed,
  shopper: Shopper,
  { rewardKey, points, choice, key }: Wish,
): Promise<RedeemOutcome | NoMember> {
  const member = await findMemberOfShopper(services, shopper);
  if ('outcome' in member) return member;
  const shop = await findShopByDomain(services.database.pool, shopper.shopDomain);
  if (shop?.uninstalledAt !== null) return { outcome: 'not_a_member' };
  if (!(await knowsTags(services, shop, member, rewardKey))) {
    return { outcome: 'unavailable', problem: 'tags_not_known' };
  }
  return rewardCounterOf(services).redeem(shop, {
    memberId: member.memberId,
    rewardKey,
    asks: { points, choice },
    cause: { kind: 'member', id: key },
  });
}

/** Whether it is known which tags a member has, as far as the reward wants to know. */
async function knowsTags(
  { database, adminApi, clock }: Needed,
  shop: Shop,
  { memberId }: MemberOfCustomer,
  rewardKey: string,
): Promise<boolean> {
  const now = clock.now();
  const version = await findVersionInForce(database.pool, shop.id, now);
  const reward = version?.program.rewards.find(({ key }) => key === rewardKey);
  if (!reward || !asksForTags(reward)) return true;
  const customers = await listCustomersOf(database.pool, shop.id, [memberId]);
  const asking = { adminApi, sql: database.pool, shop, now };
  return (await askForTags(asking, [...customers.values()])).ok;
}

import { presentTimezone } from '#app/loyalty/time/clocks.ts';
import {
  findMemberOfCustomer,
  type MemberOfCustomer,
} from '#app/db/members/member-activity.server.ts';
import { findShopByDomain } from '#app/db/shops/shops.server.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';

import type { Services } from './services.server.ts';

/** Who asks from the storefront. */
export interface Shopper {
  readonly shopDomain: string;
  /** As Shopify vouches for it; null when nobody is signed in. */
  readonly customerId: CustomerId | null;
}

/** Why a shopper is none of whom the app gives rewards to. */
export interface NoMember {
  readonly outcome: 'signed_out' | 'not_a_member';
}

/** The member that a shopper is, or why she is none. */
export async function findMemberOfShopper(
  { database }: Pick<Services, 'database'>,
  { shopDomain, customerId }: Shopper,
): Promise<MemberOfCustomer | NoMember> {
  if (customerId === null) return { outcome: 'signed_out' };
  const member = await findMemberOfCustomer(database.pool, shopDomain, customerId);
  return member ?? { outcome: 'not_a_member' };
}

/** The IANA timezone in which a shop's shoppers read times. */
export async function findTimezone(
  { database }: Pick<Services, 'database'>,
  { shopDomain }: Pick<Shopper, 'shopDomain'>,
): Promise<string> {
  return presentTimezone((await findShopByDomain(database.pool, shopDomain))?.timezone ?? 'UTC');
}

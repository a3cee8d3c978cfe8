import {
  type ActivityCursor,
  type ActivityPosting,
  findMemberId,
  listPostings,
} from '#app/db/member-activity.server.ts';
import { findShopByDomain } from '#app/db/shops.server.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';

import type { Services } from './services.server.ts';

export { ActivityCursor, type ActivityPosting } from '#app/db/member-activity.server.ts';

/** How many postings the storefront shows at once. */
const PAGE_LENGTH = 8;

/** Who asks for her activity, and from where on. */
export interface ActivityRequest {
  readonly shopDomain: string;
  /** As Shopify vouches for it; null when nobody is logged in. */
  readonly customerId: CustomerId | null;
  readonly before: ActivityCursor | null;
}

export type MemberActivity =
  | { readonly state: 'signed_out' }
  | { readonly state: 'not_a_member' }
  | {
      readonly state: 'member';
      readonly postings: readonly ActivityPosting[];
      /** Where the next page begins, or null after the last. */
      readonly next: ActivityCursor | null;
      /** The shop's IANA timezone, in which its shoppers' dates are written. */
      readonly timezone: string;
    };

/** Reads what a member's points did lately, newest first, for the shopper herself. */
export async function readMemberActivity(
  { database }: Pick<Services, 'database'>,
  { shopDomain, customerId, before }: ActivityRequest,
): Promise<MemberActivity> {
  if (customerId === null) return { state: 'signed_out' };
  const shop = await findShopByDomain(database.pool, shopDomain);
  if (!shop) return { state: 'not_a_member' };
  const memberId = await findMemberId(database.pool, shop.id, customerId);
  if (!memberId) return { state: 'not_a_member' };
  // One more than is shown tells whether there is another page.
  const found = await listPostings(database.pool, shop.id, memberId, {
    before,
    limit: PAGE_LENGTH + 1,
  });
  const postings = found.slice(0, PAGE_LENGTH);
  const next = found.length > PAGE_LENGTH ? (postings.at(-1)?.id ?? null) : null;
  return { state: 'member', postings, next, timezone: shop.timezone };
}

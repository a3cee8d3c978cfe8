import {
  listLotsNow,
  listOrdersToExplain,
  listPostingsOf,
  type OrderAsked,
  type OrderToExplain,
} from '#app/db/ledger/explained-causes.server.ts';
import { findMemberOfCustomer } from '#app/db/members/member-activity.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { claimableUntil } from '#app/loyalty/explain/claimable-until.ts';
import { pointsNow } from '#app/loyalty/explain/points-now.ts';
import { type CustomerId, type MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import type { Services } from '../services.server.ts';

/** Most orders of one name that are explained. */
const ORDERS_MAX = 5;
/** Longest name of an order that is looked for; Shopify's have a prefix, a number and a suffix. */
const NAME_LENGTH_MAX = 64;

/**
 * Why orders earned what they did, or nothing, and where the points are now: by which rule of which version, with the
 * arithmetic, as data that `app/components/why` puts into words.
 * @param asked an order's id, or its name with or without the `#`
 * @returns times as ISO 8601; no order where the shop has none of this id or name
 */
export async function explainOrders(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  asked: string,
) {
  for (const reading of readingsOf(asked)) {
    const found = await listOrdersToExplain(
      services.database.pool,
      shopId,
      reading,
      null,
      ORDERS_MAX,
    );
    if (found.length > 0) return explainAll(services, shopId, found, null);
  }
  return [];
}

export type ExplainedOrder = Awaited<ReturnType<typeof explainOrders>>[number];

/** Who asks about her own order. */
export interface OwnOrderRequest {
  readonly shopDomain: string;
  /** As Shopify vouches for it; null when nobody is signed in. */
  readonly customerId: CustomerId | null;
  readonly asked: string;
}

/** What a shopper learns of an order: of somebody else's no more than of one that does not exist. */
export type OwnOrderExplanation =
  | { readonly state: 'signed_out' | 'not_a_member' | 'unknown' }
  | { readonly state: 'found'; readonly order: ExplainedOrder; readonly timezone: string };

/** Why a shopper's own order earned what it did. */
export async function explainOwnOrder(
  services: Pick<Services, 'database' | 'clock'>,
  { shopDomain, customerId, asked }: OwnOrderRequest,
): Promise<OwnOrderExplanation> {
  if (customerId === null) return { state: 'signed_out' };
  const { pool } = services.database;
  const member = await findMemberOfCustomer(pool, shopDomain, customerId);
  if (!member) return { state: 'not_a_member' };
  const orderId = OrderId.safeParse(asked);
  if (!orderId.success) return { state: 'unknown' };
  const { shopId, timezone } = member;
  const wanted = { orderId: orderId.data };
  const found = await listOrdersToExplain(pool, shopId, wanted, member, ORDERS_MAX);
  const [order] = await explainAll(services, shopId, found, member.memberId);
  return order ? { state: 'found', order, timezone } : { state: 'unknown' };
}

/** What somebody may have meant, the likeliest first: digits alone are an id, or a name whose `#` was left out. */
function readingsOf(asked: string): OrderAsked[] {
  const name = storableText(asked.trim().slice(0, NAME_LENGTH_MAX));
  if (name === '') return [];
  const orderId = OrderId.safeParse(name);
  return [
    ...(orderId.success ? [{ orderId: orderId.data }] : []),
    { name },
    ...(name.startsWith('#') ? [] : [{ name: `#${name}` }]),
  ];
}

/** @param ofMember whose points alone are spoken of; null for everybody's that the orders ever had */
async function explainAll(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  orders: readonly OrderToExplain[],
  ofMember: MemberId | null,
) {
  if (orders.length === 0) return [];
  const { pool } = database;
  const now = clock.now();
  const versions = await listProgramVersions(pool, shopId);
  return Promise.all(
    orders.map(async ({ placedAt, receipt, ...order }) => {
      const cause = { kind: 'order', id: order.orderId } as const;
      const [lots, postings] = await Promise.all([
        listLotsNow(pool, shopId, cause, ofMember),
        listPostingsOf(pool, shopId, cause, ofMember),
      ]);
      const placed = placedAt?.toISOString() ?? null;
      return {
        ...order,
        placedAt: placed,
        receipt,
        /** Until when an order that nobody owns can be claimed. */
        claimable:
          receipt && placed ? viewClaim(claimableUntil(receipt, placed, versions), now) : null,
        pointsNow: pointsNow(lots, now),
        postings: postings.map(({ at, ...posting }) => ({ ...posting, at: at.toISOString() })),
      };
    }),
  );
}

function viewClaim(until: string | null, now: Date) {
  return until === null ? null : { until, isOver: Date.parse(until) < now.getTime() };
}

import { findCustomerTags } from '#app/db/members/customer-tags.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { StoredOrder } from '#app/db/orders/orders.server.ts';
import { findProductTraits } from '#app/db/orders/product-traits.server.ts';
import {
  type AskedTraits,
  asksNothing,
  type FoundTraits,
  joinTraits,
  type LackingTraits,
  lackingTraits,
  traitsAskedBy,
  withFound,
} from '#app/loyalty/orders/asked-traits.ts';
import type { OrderId, ShopId } from '#app/loyalty/ids.ts';
import type { OrderFact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { OrderTraits } from '#app/loyalty/orders/order-traits.ts';
import { type ProgramVersion, versionInForce } from '#app/loyalty/program/program.ts';

import { type OrderChange, unchanged } from './order-change.server.ts';

/** An order that something was heard of, with what that changes; null where it changes nothing. */
export interface ConsideredOrder {
  readonly stored: StoredOrder;
  readonly change: OrderChange | null;
  /** The state that was read; null for an order that is only judged again. */
  readonly read: ReadOrder | null;
}

const HOUR_MS = 60 * 60 * 1000;
/** Nobody tells when an automated collection takes a product in. */
const PRODUCTS_BELIEVED_MS = HOUR_MS;
/** Changed tags are told of; this is for news that got lost. */
const TAGS_BELIEVED_MS = 7 * 24 * HOUR_MS;

/** Since when what Shopify has said of products, and of customers' tags, is still believed. */
export function believedSince(now: Date): { readonly products: Date; readonly tags: Date } {
  return {
    products: new Date(now.getTime() - PRODUCTS_BELIEVED_MS),
    tags: new Date(now.getTime() - TAGS_BELIEVED_MS),
  };
}

/** What the version that judges an order asks of it; null where that is nothing. */
export function askedOf(
  versions: readonly ProgramVersion[],
  { processedAt }: Pick<OrderFact, 'processedAt'>,
): AskedTraits | null {
  const version = versionInForce(versions, new Date(processedAt));
  const asked = version && traitsAskedBy(version.program);
  return asked && !asksNothing(asked) ? asked : null;
}

/** Whether the version that judges an order asks something of it that is not recorded. */
export function isLacking(
  versions: readonly ProgramVersion[],
  fact: OrderFact,
  traits: OrderTraits | null,
): boolean {
  // It earns nothing, whatever is asked.
  if (fact.deleted) return false;
  const asked = askedOf(versions, fact);
  return asked !== null && lackingTraits(asked, fact, traits) !== null;
}

/** Orders that are not settled yet, for only Shopify knows what is asked of them. */
export interface LackingOrders {
  /** Of which Shopify was not asked. */
  readonly ofWebhooks: readonly OrderId[];
  /** Of which Shopify was asked, or which were judged, before a version was published that asks for more. */
  readonly overtaken: readonly OrderId[];
}

/**
 * Records with orders what their program asks of them beside their own state (the ledger's law 4): what Shopify was asked
 * for them, and what it has said of their products and customers lately.
 * @returns the changes to settle, and the orders that have to be asked about before
 */
export async function recordTraits(
  sql: Sql,
  shopId: ShopId,
  versions: readonly ProgramVersion[],
  considered: readonly ConsideredOrder[],
  now: Date,
): Promise<{ readonly changes: OrderChange[]; readonly lacking: LackingOrders }> {
  const news = considered.flatMap(({ change }) => change ?? []);
  if (versions.every(({ program }) => asksNothing(traitsAskedBy(program)))) {
    return { changes: news, lacking: { ofWebhooks: [], overtaken: [] } };
  }
  const orders = considered.flatMap((each) => withAsked(each, versions));
  const found = await findTraits(
    sql,
    shopId,
    orders.flatMap(({ lacks }) => lacks ?? []),
    now,
  );
  const changes: OrderChange[] = [];
  const ofWebhooks: OrderId[] = [];
  const overtaken: OrderId[] = [];
  for (const { asked, change, isNews, read } of orders) {
    const traits = asked ? withFound(change.traits, asked, change.fact, found) : change.traits;
    const lacks = isLacking(versions, change.fact, traits);
    if (lacks) (read?.source === 'webhook' ? ofWebhooks : overtaken).push(change.fact.orderId);
    // Whose it is does not wait for that.
    const mayBeSettled = !lacks || (read === null && hasOtherOwner(change));
    const isChanged = isNews || differ(traits, change.stored.traits);
    if (mayBeSettled && isChanged) changes.push({ ...change, traits });
  }
  return { changes, lacking: { ofWebhooks, overtaken } };
}

function hasOtherOwner({ stored, memberId, track, claimedAt }: OrderChange): boolean {
  return stored.memberId !== memberId || stored.track !== track || stored.claimedAt !== claimedAt;
}

function differ(one: OrderTraits | null, other: OrderTraits | null): boolean {
  return one !== other && JSON.stringify(one) !== JSON.stringify(other);
}

interface AskedOrder {
  readonly change: OrderChange;
  readonly isNews: boolean;
  readonly read: ReadOrder | null;
  readonly asked: AskedTraits | null;
  readonly lacks: LackingTraits | null;
}

function withAsked(
  { stored, change: news, read }: ConsideredOrder,
  versions: readonly ProgramVersion[],
): AskedOrder[] {
  const before = news ?? (stored.fact && unchanged(stored, stored.fact));
  if (!before) return [];
  const asked = askedOf(versions, before.fact);
  const change = asked ? { ...before, traits: joinTraits(before.traits, read?.traits) } : before;
  const lacks = asked && lackingTraits(asked, change.fact, change.traits);
  return [{ change, isNews: news !== null, read, asked, lacks }];
}

async function findTraits(
  sql: Sql,
  shopId: ShopId,
  lacking: readonly LackingTraits[],
  now: Date,
): Promise<FoundTraits> {
  const productIds = [...new Set(lacking.flatMap((lacks) => lacks.productIds))];
  const customerIds = [...new Set(lacking.flatMap(({ customerId }) => customerId ?? []))];
  const since = believedSince(now);
  return {
    products: await findProductTraits(sql, shopId, productIds, since.products),
    customerTags: await findCustomerTags(sql, shopId, customerIds, since.tags),
    subscriptionLines: null,
  };
}

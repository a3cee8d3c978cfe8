import { createHash } from 'node:crypto';

import type { LockedAccount } from '#app/db/ledger/accounts.server.ts';
import type { StoredOrder } from '#app/db/orders/orders.server.ts';
import type { NamedCustomers } from '#app/loyalty/orders/chain.ts';
import type { CustomerId, MemberId, ShopId } from '#app/loyalty/ids.ts';
import type { ShopTerms } from '#app/loyalty/earning/judge-order.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { OrderTraits } from '#app/loyalty/orders/order-traits.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';

/** The shop whose orders are settled. */
export interface SettlingShop extends ShopTerms {
  readonly id: ShopId;
  /** Under which guests' addresses are hashed. */
  readonly contactKey: string;
}

/** What an order is to be from now on: its newest state, who earns for it and in whose context it is judged. */
export interface OrderChange {
  readonly fact: OrderFact;
  readonly contentHash: string;
  readonly stored: StoredOrder;
  readonly memberId: MemberId | null;
  readonly claimedAt: string | null;
  readonly track: CustomerId | null;
  readonly named: NamedCustomers;
  readonly chargedBack: boolean;
  readonly traits: OrderTraits | null;
  /** By what it can be claimed as long as nobody earns for it. */
  readonly contactHashes: readonly string[];
}

/** In what orders are settled. */
export interface SettlingContext {
  readonly shop: SettlingShop;
  readonly versions: readonly ProgramVersion[];
  /** Of every member concerned, locked by this transaction. */
  readonly accounts: ReadonlyMap<MemberId, LockedAccount>;
  readonly now: Date;
}

/** A stored order as it is: to be judged again, or with one thing changed. */
export function unchanged(stored: StoredOrder, fact: OrderFact): OrderChange {
  return {
    fact,
    contentHash: stored.contentHash ?? hashOf(fact),
    stored,
    memberId: stored.memberId,
    claimedAt: stored.claimedAt,
    track: stored.track,
    named: stored.named,
    chargedBack: stored.chargedBack,
    traits: stored.traits,
    contactHashes: [],
  };
}

/** Where an order stands in its member's chain: when it was placed, or claimed. Milliseconds since 1970. */
export function chainAtOf({ fact, claimedAt }: Pick<OrderChange, 'fact' | 'claimedAt'>): number {
  return Date.parse(claimedAt ?? fact.processedAt);
}

/** By what two states of an order are told apart. */
export function hashOf(fact: OrderFact): string {
  return createHash('sha256').update(JSON.stringify(fact)).digest('base64');
}

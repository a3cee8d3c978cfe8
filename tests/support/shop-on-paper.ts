import { expect } from 'vitest';

import { type Database, inTransaction, type Sql } from '#app/db/database.server.ts';
import { findMembers } from '#app/db/members/enrolment.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, type MemberId, OrderId } from '#app/loyalty/ids.ts';
import type { CustomerDetails, OrderFact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { joinProgram } from '#app/usecases/members/join-program.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { holdPoints, spendPoints } from '#app/usecases/redeeming/redeem-points.server.ts';
import { releaseHeldPoints } from '#app/usecases/redeeming/end-hold.server.ts';
import { settleDeletions } from '#app/usecases/settling/settle-deletions.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { takeOverCustomers } from '#app/usecases/settling/take-over-customers.server.ts';

import { balancesOf, expectBalancedLedger, openShop } from './ledger.ts';
import { customerDetails, orderFact, readOrder } from './orders.ts';

/** A change of an order's fact, as `orderFact` takes it. */
export type FactChange = Parameters<typeof orderFact>[0];

interface Balances {
  readonly pending?: number;
  readonly available?: number;
  readonly held?: number;
  readonly owed?: number;
}

/**
 * A shop to which things happen one after the other, each at its time, through the app's own use cases and PostgreSQL: for
 * examples that read like a specification.
 */
export class ShopOnPaper {
  readonly database: Database;
  readonly shop: Shop;
  private redemptions = 0;

  private constructor(database: Database, shop: Shop) {
    this.database = database;
    this.shop = shop;
  }

  /** A shop in euros whose program is in force since the beginning of 2026. */
  static async open(database: Database, program?: Program): Promise<ShopOnPaper> {
    return new ShopOnPaper(database, await openShop(database, program));
  }

  /** Works in a transaction. */
  run<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return inTransaction(this.database, work);
  }

  /** Shopify tells of states of orders. */
  hears(at: string, ...orders: readonly ReadOrder[]) {
    return this.run((sql) => settleOrders(sql, this.shop, orders, new Date(at)));
  }

  hearsOfDeletion(at: string, orderId: string) {
    return this.run((sql) =>
      settleDeletions(sql, this.shop, [OrderId.parse(orderId)], new Date(at)),
    );
  }

  /** @param mergedAt when Shopify says that it happened, if not now */
  merges(at: string, absorbed: string, kept: string, mergedAt = at) {
    const merge = {
      absorbed: CustomerId.parse(absorbed),
      kept: CustomerId.parse(kept),
      mergedAt: new Date(mergedAt),
      isInferred: false,
    };
    return this.run((sql) => mergeCustomers(sql, this.shop, merge, new Date(at)));
  }

  /** Shopify tells of a customer. */
  hearsOf(at: string, customer: CustomerDetails) {
    const news = [{ customer, at: new Date(at) }];
    return this.run((sql) => takeOverCustomers(sql, this.shop, news, new Date(at)));
  }

  /** A customer asks to become a member. */
  joins(at: string, customer: CustomerDetails) {
    const clock = { now: () => new Date(at) };
    return joinProgram({ database: this.database, clock }, this.shop, customer);
  }

  /** What lots' dates say is carried out. */
  ages(at: string) {
    return ageLots({ database: this.database, clock: { now: () => new Date(at) } }, this.shop.id);
  }

  spends(at: string, customerId: string, points: number) {
    return this.redeems(at, customerId, points, spendPoints);
  }

  /** @returns the redemption's id, to end it by */
  async holds(at: string, customerId: string, points: number): Promise<string> {
    expect(await this.redeems(at, customerId, points, holdPoints)).toBe('held');
    return `redemption-${this.redemptions}`;
  }

  releases(at: string, redemptionId: string) {
    return this.run((sql) => releaseHeldPoints(sql, this.shop.id, redemptionId, new Date(at)));
  }

  private async redeems<Outcome>(
    at: string,
    customerId: string,
    points: number,
    carryOut: (...given: Parameters<typeof holdPoints>) => Promise<Outcome>,
  ): Promise<Outcome> {
    const memberId = await this.memberOf(customerId);
    this.redemptions += 1;
    const redemption = { id: `redemption-${this.redemptions}`, memberId, points, reason: 'a mug' };
    return this.run((sql) => carryOut(sql, this.shop.id, redemption, new Date(at)));
  }

  private async memberOf(customerId: string): Promise<MemberId> {
    const id = CustomerId.parse(customerId);
    const member = (await findMembers(this.database.pool, this.shop.id, [id])).get(id);
    if (!member) throw new Error(`customer ${customerId} is no member`);
    return member.memberId;
  }

  /** Holds a member to her balances, those that are not named being nothing, and the whole ledger to its laws. */
  async expects(customerId: string, balances: Balances): Promise<void> {
    const found = await balancesOf(this.database, this.shop, customerId);
    const nothing = { pending: 0, available: 0, held: 0, owed: 0 };
    expect([customerId, found]).toEqual([
      customerId,
      expect.objectContaining({ ...nothing, ...balances }),
    ]);
    await expectBalancedLedger(this.database, this.shop);
  }

  async expectsNoMember(customerId: string): Promise<void> {
    expect(await balancesOf(this.database, this.shop, customerId)).toBeUndefined();
    await expectBalancedLedger(this.database, this.shop);
  }

  /** Every movement so far, in its order: `earned 40`. */
  async movements(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ movement: string }>(
      `SELECT (receipt ->> 'movement') || ' ' || amount AS movement FROM transfers
       WHERE shop_id = $1 ORDER BY id`,
      [this.shop.id],
    );
    return rows.map((row) => row.movement);
  }

  /** What an order is worth by its newest receipt, or why it is worth nothing. */
  async judgementOf(orderId: string): Promise<number | string | undefined> {
    const { rows } = await this.database.pool.query<{ points: number; nothing: string | null }>(
      `SELECT (receipt ->> 'points')::bigint::float AS points, receipt ->> 'nothing' AS nothing FROM orders
       WHERE shop_id = $1 AND order_id = $2`,
      [this.shop.id, orderId],
    );
    return rows[0] && (rows[0].nothing ?? rows[0].points);
  }
}

/**
 * An order of customer 7 over so many euros, as a webhook tells of it.
 * @param at when it was placed, and last changed
 */
export function placed(
  orderId: string,
  euros: number,
  at: string,
  change: FactChange = {},
): ReadOrder {
  const lines = [{ gross: Math.round(euros * 100) }];
  return readOrder(orderFact({ orderId, lines, ...moments(at), ...change }));
}

const moments = (at: string) => ({ processedAt: iso(at), updatedAt: iso(at) });

/** A moment as facts write it. */
export const iso = (at: string): string => new Date(at).toISOString();

/** The order as it is later. */
export function later(order: ReadOrder, at: string, change: Partial<OrderFact> = {}): ReadOrder {
  return { ...order, fact: { ...order.fact, updatedAt: iso(at), ...change } };
}

/** The order later, with so many euros of its first line paid back. */
export function refundedLine(order: ReadOrder, at: string, euros: number): ReadOrder {
  const lines = order.fact.lines.map((line, index) =>
    index === 0 ? { ...line, refunded: Math.round(euros * 100) } : line,
  );
  const charged = order.fact.chargedWithLines - Math.round(euros * 100);
  return later(order, at, { lines, chargedWithLines: charged, refundIds: ['91'] });
}

/** The order as the Admin API tells of it. */
export function asked(order: ReadOrder, chargedBack = false): ReadOrder {
  return { ...order, source: 'api', chargedBack };
}

/** The order without a customer, by whom it was placed. */
export function byGuest(order: ReadOrder, email: string): ReadOrder {
  const fact = { ...order.fact, customerId: null };
  return { ...order, fact, customer: null, guest: { email, phone: null } };
}

/** A customer whose e-mail address is proven to be hers. */
export function proven(customerId: string, email: string): CustomerDetails {
  return { ...customerDetails(customerId), email, verifiedEmail: true };
}

import { toTime } from '../clock.ts';
import type { SegmentTerms } from '../segments/member.ts';
import type { Time } from '../store/scalars.ts';
import type { Customer } from '../store/customer-types.ts';
import type { Order } from '../store/order-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import { RefusedByShop } from './command-types.ts';
import type { World } from '../world.ts';

/** What the commands work on. */
export interface CommandContext extends Pick<
  World,
  | 'shop'
  | 'clock'
  | 'products'
  | 'customers'
  | 'orders'
  | 'installation'
  | 'tokens'
  | 'metafields'
  | 'scheduled'
  | 'collections'
  | 'discounts'
  | 'redeemCodes'
  | 'redeemCodeCreations'
  | 'storeCreditAccounts'
  | 'storeCreditTransactions'
  | 'giftCards'
  | 'segments'
  | 'segmentMembers'
  | 'backgroundJobs'
  | 'backgroundSettings'
  | 'newId'
> {
  /** What segment queries are understood by. */
  readonly segmentTerms: SegmentTerms;
  /** The number of the next order; no number is given twice, even where orders are deleted. */
  nextOrderNumber(): number;
  /** Tells the app of one action in the shop: one webhook for each announcement that the app subscribes to. */
  announce(announcements: readonly Announcement[]): void;
}

/** The present second, as the shop writes it. */
export function presentTime(context: CommandContext): Time {
  return toTime(context.clock.now());
}

/** @throws RefusedByShop when there is no such order */
export function findOrder(context: CommandContext, id: string): Order {
  const order = context.orders.get(id);
  if (!order) throw new RefusedByShop(`There is no order with the id ${id}.`);
  return order;
}

/** @throws RefusedByShop when there is no such customer */
export function findCustomer(context: CommandContext, id: string): Customer {
  const customer = context.customers.get(id);
  if (!customer) throw new RefusedByShop(`There is no customer with the id ${id}.`);
  return customer;
}

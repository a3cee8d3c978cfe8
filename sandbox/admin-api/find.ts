import type { Id } from '../store/scalars.ts';
import type { Customer } from '../store/customer-types.ts';
import type { Order, Refund } from '../store/order-types.ts';
import type { Product } from '../store/product-types.ts';
import type { RequestContext } from './context.ts';
import { typed } from './context.ts';
import { parseGid } from './gid.ts';

/** Without `read_all_orders` an app sees orders of this long: https://shopify.dev/docs/api/usage/access-scopes#orders-permissions */
const RECENT_ORDERS_MS = 60 * 24 * 60 * 60 * 1000;

/** A refund with the order it belongs to. */
export interface RefundOfOrder extends Refund {
  readonly order: Order;
}

/** The orders that the token may see. */
export function visibleOrders(context: RequestContext): readonly Order[] {
  return context.world.orders.all().filter(readableBy(context));
}

/** By the list of all orders as it was at some moment; a changed shop has another list. */
const byCustomer = new WeakMap<readonly Order[], ReadonlyMap<Id, readonly Order[]>>();

/** All orders of a customer, also those that the token may not see. */
export function ordersOfCustomer({ world }: RequestContext, customerId: Id): readonly Order[] {
  const orders = world.orders.all();
  const known = byCustomer.get(orders) ?? groupByCustomer(orders);
  byCustomer.set(orders, known);
  return known.get(customerId) ?? [];
}

function groupByCustomer(orders: readonly Order[]): Map<Id, Order[]> {
  const groups = new Map<Id, Order[]>();
  for (const order of orders) {
    if (order.customerId === null) continue;
    const group = groups.get(order.customerId);
    if (group) group.push(order);
    else groups.set(order.customerId, [order]);
  }
  return groups;
}

/** The orders of a customer that the token may see. */
export function visibleOrdersOfCustomer(context: RequestContext, id: Id): readonly Order[] {
  return ordersOfCustomer(context, id).filter(readableBy(context));
}

/** An order by its bare id, unless it does not exist or is older than the token may see. */
export function findOrder(context: RequestContext, id: Id): Order | null {
  const order = context.world.orders.get(id);
  return order && readableBy(context)(order) ? order : null;
}

/** A customer by the bare id. */
export function findCustomer(context: RequestContext, id: Id): Customer | null {
  return context.world.customers.get(id) ?? null;
}

/** A product by the bare id. */
export function findProduct(context: RequestContext, id: Id): Product | null {
  return context.world.products.get(id) ?? null;
}

/** A product's variant by the bare id, knowing its product. */
function findVariant({ world }: RequestContext, id: Id): object | null {
  for (const product of world.products.all()) {
    const variant = product.variants.find((each) => each.id === id);
    if (variant) return { ...variant, product };
  }
  return null;
}

/** The refunds of an order, each knowing its order. */
export function refundsOf(order: Order): RefundOfOrder[] {
  return order.refunds.map((refund) => ({ ...refund, order }));
}

function findRefund(context: RequestContext, id: Id): RefundOfOrder | null {
  const order = context.world.orders
    .all()
    .find(({ refunds }) => refunds.some((refund) => refund.id === id));
  if (!order || !readableBy(context)(order)) return null;
  return refundsOf(order).find((refund) => refund.id === id) ?? null;
}

type Finder = (context: RequestContext, id: Id) => object | null;

/** What `node` and `nodes` find, by the type in the global id. */
const FINDERS: Readonly<Record<string, Finder>> = {
  Order: findOrder,
  Customer: findCustomer,
  Product: findProduct,
  ProductVariant: findVariant,
  Collection: ({ world }, id) => world.collections.get(id) ?? null,
  DiscountCodeNode: ({ world }, id) => {
    const discount = world.discounts.get(id);
    return discount?.method === 'code' ? discount : null;
  },
  Refund: findRefund,
  BulkOperation: ({ world }, id) => world.bulkOperations.get(id) ?? null,
  Shop: ({ world }, id) => (world.shop.get().id === id ? world.shop.get() : null),
  AppInstallation: ({ world }, id) => {
    const installation = world.installation.get();
    return installation?.id === id ? installation : null;
  },
};

/**
 * The object of a global id, with the name of its type.
 * @returns null when there is none; undefined when the sandbox cannot find objects of this type
 */
export function findNode(context: RequestContext, gid: string): object | null | undefined {
  const parsed = parseGid(gid);
  if (!parsed) return null;
  const finder = FINDERS[parsed.type];
  if (!finder) return undefined;
  const found = finder(context, parsed.id);
  return found && typed(parsed.type, found);
}

function readableBy({ scopes, world }: RequestContext): (order: Order) => boolean {
  if (scopes.has('read_all_orders')) return () => true;
  const since = world.clock.now().getTime() - RECENT_ORDERS_MS;
  return (order) => Date.parse(order.createdAt) >= since;
}

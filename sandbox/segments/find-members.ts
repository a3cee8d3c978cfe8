import { readAppConfiguration } from '../app-configuration.ts';
import { moneyMoved } from '../commands/totals.ts';
import type { Segment, SegmentMembers } from '../store/segment-types.ts';
import type { Id } from '../store/scalars.ts';
import type { Order } from '../store/order-types.ts';
import type { World } from '../world.ts';
import type { Candidate, SegmentTerms } from './member.ts';
import { parseSegmentQuery } from './parse-query.ts';

type Shop = Pick<World, 'customers' | 'orders' | 'metafields'>;

/** Metafields of customers with a definition: those that the app's configuration declares. */
export function segmentTerms(
  { metafields: { appNamespace } }: Pick<World, 'metafields'>,
  projectFolder: string,
): SegmentTerms {
  return {
    appNamespace,
    metafieldType: (namespace, key) =>
      namespace === appNamespace
        ? readAppConfiguration(projectFolder).customerMetafieldTypes[key]
        : undefined,
  };
}

function candidates({ customers, orders, metafields }: Shop): Candidate[] {
  const byCustomer = Map.groupBy(orders.all(), ({ customerId }: Order) => customerId);
  return customers.all().map((customer) => {
    const own = byCustomer.get(customer.id) ?? [];
    const moved = own.map(moneyMoved);
    const ownerId = `gid://shopify/Customer/${customer.id}`;
    return {
      customer,
      numberOfOrders: own.length,
      amountSpent: moved.reduce((sum, { paid, refunded }) => sum + paid - refunded, 0),
      metafield: (namespace, key) => metafields.get(ownerId, namespace, key)?.value,
    };
  });
}

/** The customers whom a query finds now. */
export function findMembers(shop: Shop, query: string, terms: SegmentTerms): Id[] {
  const belongs = parseSegmentQuery(query, terms);
  return candidates(shop)
    .filter(belongs)
    .map(({ customer }) => customer.id);
}

const sets = new WeakMap<SegmentMembers, ReadonlySet<Id>>();

/** Whether a customer belongs to a segment, as was found out last. */
export function isMember(
  { segmentMembers }: Pick<World, 'segmentMembers'>,
  segmentId: Segment['id'],
  customerId: Id,
): boolean {
  const members = segmentMembers.get(segmentId);
  if (!members) return false;
  const known = sets.get(members) ?? new Set(members.customerIds);
  sets.set(members, known);
  return known.has(customerId);
}

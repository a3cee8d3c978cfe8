import { CustomerId, type OrderId } from '../ids.ts';
import type { OrderFact } from './order-fact.ts';

/**
 * A member's facts stand in a chain by (time, id): what each is worth may depend on what those before it came to (the
 * ledger's law 4). Members who were merged bring chains of their own, and nothing settled is judged anew for that (law
 * 11): an order keeps the track of the customer it was placed for, and sees another track only from the merge on.
 */
export interface ChainPlace {
  /** Milliseconds since 1970: when the order was processed, or claimed. */
  readonly at: number;
  readonly orderId: OrderId;
}

/** Customer `absorbed` became `kept`. */
export interface CustomerMerge {
  readonly absorbed: CustomerId;
  readonly kept: CustomerId;
  /** Milliseconds since 1970. */
  readonly mergedAt: number;
}

/** Every customer whom states of an order have named, with the time of the earliest such state; ISO 8601. */
export type NamedCustomers = Readonly<Record<string, string>>;

/** With another state's word. */
export function withNamed(
  named: NamedCustomers,
  { customerId, updatedAt }: Pick<OrderFact, 'customerId' | 'updatedAt'>,
): NamedCustomers {
  if (customerId === null) return named;
  const since = named[customerId];
  return since !== undefined && since <= updatedAt ? named : { ...named, [customerId]: updatedAt };
}

/**
 * For whom an order was placed: of those who have become its customer the one who was named first. An order keeps her
 * track also when she is merged, in whichever order its states and the merge are heard of.
 */
export function trackOf(
  customerId: CustomerId,
  named: NamedCustomers,
  becomes: (customerId: CustomerId) => CustomerId,
): CustomerId {
  const owner = becomes(customerId);
  const [first] = Object.entries(named)
    .map(([id, since]) => ({ id: CustomerId.parse(id), since }))
    .filter(({ id }) => becomes(id) === owner)
    .sort((a, b) => (a.since < b.since ? -1 : Number(a.since > b.since)) || (a.id < b.id ? -1 : 1));
  return first?.id ?? customerId;
}

/** Earlier by time, then by id; Shopify's ids grow. */
export function comparePlaces(a: ChainPlace, b: ChainPlace): number {
  if (a.at !== b.at) return a.at - b.at;
  return (
    a.orderId.length - b.orderId.length ||
    (a.orderId < b.orderId ? -1 : Number(a.orderId > b.orderId))
  );
}

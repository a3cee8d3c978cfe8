/** How a shop is compared with Shopify: what changed since the run before, or everything from its beginning. */
export const RECONCILIATION_MODES = ['changes', 'everything'] as const;

export type ReconciliationMode = (typeof RECONCILIATION_MODES)[number];

/** Why a run ended before its end. */
export const RECONCILIATION_FAILURES = [
  /** Shopify does not accept the shop's token. */
  'not_installed',
  /** A scope is missing. */
  'access_denied',
  /** Shopify had no room for too long. */
  'throttled',
  /** Shopify did not answer for too long. */
  'unavailable',
  'refused',
  /** Shopify began to write its file several times, and did not end it. */
  'no_file',
  /** The app or its database refused what Shopify had answered: an error of ours. */
  'broken',
] as const;

export type ReconciliationFailure = (typeof RECONCILIATION_FAILURES)[number];

/** What a run came to. Orders and customers are counted apart. */
export interface Tally {
  /** Looked at, those included that were as the ledger had them. */
  readonly ordersSeen: number;
  readonly customersSeen: number;
  /** Of those, what the ledger did not know, and knows now. */
  readonly ordersRepaired: number;
  readonly customersRepaired: number;
  /** Orders that no fact can be made of. */
  readonly unreadable: number;
}

export const NOTHING_SEEN: Tally = {
  ordersSeen: 0,
  customersSeen: 0,
  ordersRepaired: 0,
  customersRepaired: 0,
  unreadable: 0,
};

/** Two parts of a run together. */
export function addTallies(one: Tally, other: Tally): Tally {
  return {
    ordersSeen: one.ordersSeen + other.ordersSeen,
    customersSeen: one.customersSeen + other.customersSeen,
    ordersRepaired: one.ordersRepaired + other.ordersRepaired,
    customersRepaired: one.customersRepaired + other.customersRepaired,
    unreadable: one.unreadable + other.unreadable,
  };
}

/** Orders that Shopify has and the ledger did not: those it knows by now, and those that it cannot read. */
export function unaccountedOrders({ ordersRepaired, unreadable }: Tally): number {
  return ordersRepaired + unreadable;
}

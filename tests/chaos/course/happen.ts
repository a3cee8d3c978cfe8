import type { Id } from '#sandbox/store/scalars.ts';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';

import { CHANGES, type Change, NOTHING } from './changes-of-orders.ts';
import { CUSTOMERS } from './customers.ts';
import { place, PLACINGS } from './placings.ts';
import { REFUNDS } from './refunds.ts';
import { type Happened, someOrder, type Town } from './town.ts';

/** One thing that happened. */
export interface Event extends Happened {
  readonly kind: string;
}

type Attempt = (town: Town, orderId?: Id) => Happened | typeof NOTHING;

const ORDER_CHANGES = Object.entries({ ...CHANGES, ...REFUNDS }).map(
  ([kind, [weight, change]]) => [{ kind, attempt: changing(change) }, weight] as const,
);

const ALL: readonly (readonly [{ kind: string; attempt: Attempt }, number])[] = [
  ...Object.entries(PLACINGS).map(
    ([kind, [weight, placing]]) =>
      [{ kind, attempt: (town: Town) => place(town, placing) }, weight] as const,
  ),
  ...ORDER_CHANGES,
  [{ kind: 'order deleted', attempt: deleteSome }, 40],
  ...Object.entries(CUSTOMERS).map(
    ([kind, [weight, attempt]]) => [{ kind, attempt }, weight] as const,
  ),
];

/** Names of all that can happen, as they are counted. */
export const KINDS: readonly string[] = ALL.map(([{ kind }]) => kind);

/** What the shop has refused is tried no more often than this before the history is taken to have come to its end. */
const ATTEMPTS_MAX = 1_000;

/** Lets something happen, whatever is possible now. */
export function letSomethingHappen(town: Town): Event {
  return first(town, ALL);
}

/** Lets something more happen to an order, in the same second perhaps; undefined where nothing could. */
export function letMoreHappenTo(town: Town, orderId: Id): Event | undefined {
  const event = tryOne(town, ORDER_CHANGES, orderId);
  const known = town.orders.find(({ id }) => id === orderId);
  if (event && known) known.isAskedFor = true;
  return event;
}

/** Lets an order be placed with a code; nothing where the shop would not have it. */
export function letBeOrdered(
  town: Town,
  { code, customerId }: { readonly code: string; readonly customerId: string },
): Event | undefined {
  const isHers = town.people.some(({ id }) => id === customerId);
  // The shop takes any code at all from whoever writes orders, but no checkout takes one that is gone.
  if (!town.world.redeemCodes.find(code)) return undefined;
  try {
    const by = isHers ? { customerId } : {};
    const happened = place(town, () => ({ ...by, discountCodes: [{ code }] }));
    return { kind: 'order with a code', ...happened };
  } catch (error) {
    if (error instanceof RefusedByShop) return undefined;
    throw error;
  }
}

function first(town: Town, among: typeof ALL): Event {
  for (let count = 0; count < ATTEMPTS_MAX; count += 1) {
    const event = tryOne(town, among);
    if (event) return event;
  }
  throw new Error('nothing can happen any more');
}

function tryOne(town: Town, among: typeof ALL, orderId?: Id): Event | undefined {
  const { kind, attempt } = town.chance.weighted(among);
  try {
    const happened = attempt(town, orderId);
    return happened === NOTHING ? undefined : { kind, ...happened };
  } catch (error) {
    if (error instanceof RefusedByShop) return undefined;
    throw error;
  }
}

function changing(change: Change): Attempt {
  return (town, orderId) => {
    const known =
      orderId === undefined ? someOrder(town) : town.orders.find(({ id }) => id === orderId);
    if (!known) return NOTHING;
    const order = town.world.orders.get(known.id);
    if (!order || change(town, order, known) === NOTHING) return NOTHING;
    known.wholeDeliveries += 1;
    return { orderIds: [order.id] };
  };
}

/** Only cancelled orders that nobody paid online can be deleted: of these there are few, so one of them is looked for. */
function deleteSome(town: Town): Happened | typeof NOTHING {
  const { world, orders } = town;
  const known = someOrder(town);
  if (!known) return NOTHING;
  const order = world.orders.get(known.id);
  if (!order?.cancelledAt) return NOTHING;
  world.commands.deleteOrder(order.id);
  orders.splice(orders.indexOf(known), 1);
  return { deleted: order };
}

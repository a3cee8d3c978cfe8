import type { Chance } from '#sandbox/seed/random.ts';
import type { Customer } from '#sandbox/store/customer-types.ts';
import type { Id } from '#sandbox/store/scalars.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { Product } from '#sandbox/store/product-types.ts';
import type { World } from '#sandbox/world.ts';

import type { Moves } from '../calendar-by-hand.ts';
import type { TrueVersion } from '../history.ts';

/**
 * How a person lives. Some may be merged, and never take over somebody's order: of an order that has another customer
 * now the app can only tell a merge by the former one's being gone. Passers-by never buy as customers.
 */
export type Way = 'merging' | 'settled' | 'passing';

/**
 * Customer tags that rules ask for. Shopify does not date them, so who has which does not change: it would depend on when
 * an order was first heard of. For the same reason those who may be merged, and passers-by, have none.
 */
export const CUSTOMER_TAGS: readonly string[] = ['vip', 'staff'];

/** A customer of the shop, as those who make things happen know her. */
export interface Person {
  readonly id: Id;
  readonly email: string;
  readonly way: Way;
  /** How much she buys, compared with others. */
  readonly appetite: number;
  /** The only one of these tags that she has. */
  readonly tag: string | null;
  /** Whether her address was proven to be hers when she came. */
  readonly provenAtFirst: boolean;
  /** Whether she has asked the app for something: she is not erased then. */
  isKnown: boolean;
  /** How many of her requests have no answer yet: nobody merges her meanwhile. */
  waiting: number;
}

/** An order that was placed, as those who make things happen know it. */
export interface KnownOrder {
  readonly id: Id;
  /** How many deliveries with the whole order were sent so far. */
  wholeDeliveries: number;
  /** Whether the app has to ask for it: a gift card paid, or two of its states are of the same second. */
  isAskedFor: boolean;
  customerId: Id | null;
}

/** What something that happened has changed. */
export interface Happened {
  readonly orderIds?: readonly Id[];
  readonly deleted?: Order;
  readonly customerIds?: readonly Id[];
  readonly merge?: { readonly absorbed: Id; readonly kept: Id };
}

/** The shop, who lives around it, and what has been going on. */
export interface Town {
  readonly world: World;
  readonly chance: Chance;
  readonly people: Person[];
  readonly orders: KnownOrder[];
  readonly versions: TrueVersion[];
  /** In which the shop opened, and those to which it has moved since. */
  readonly timezone: string;
  readonly moves: Moves[number][];
  readonly goods: readonly Product[];
  /** Numbers new addresses. */
  newcomers: number;
}

/** The shop as it opens: nobody has come yet. */
export function openTown(world: World, chance: Chance, first: TrueVersion): Town {
  const goods = world.products.all();
  const { timezone } = world.shop.get();
  const nobody = { people: [], orders: [], newcomers: 0 };
  return { world, chance, goods, ...nobody, versions: [first], timezone, moves: [] };
}

const RECENT = 150;

/** Somebody of these ways, the hungry more often. */
export function somebody(town: Town, ...ways: Way[]): Person {
  const people = town.people.filter(({ way }) => ways.includes(way));
  return town.chance.weighted(people.map((person) => [person, person.appetite] as const));
}

/** An order to which something may happen: mostly a recent one. */
export function someOrder({ chance, orders }: Town): KnownOrder | undefined {
  const among = chance.happens(0.7) ? orders.slice(-RECENT) : orders;
  return among[Math.floor(chance.next() * among.length)];
}

/** Somebody new comes to town. */
export function welcome(town: Town): Person {
  const { chance, world } = town;
  town.newcomers += 1;
  const way = chance.weighted<Way>([
    ['merging', 5],
    ['settled', 8],
    ['passing', 1],
  ]);
  const provenAtFirst = chance.happens(0.7);
  const tag = way === 'settled' ? chance.pick([null, null, ...CUSTOMER_TAGS]) : null;
  const customer: Customer = world.commands.createCustomer({
    firstName: chance.pick(['Ada', 'Ben', 'Cleo', 'Dario', 'Edda', 'Finn']),
    lastName: `Number ${town.newcomers}`,
    email: `shopper-${town.newcomers}@example.com`,
    locale: chance.pick(['en', 'de']),
    verifiedEmail: provenAtFirst,
    tags: tag === null ? [] : [tag],
  });
  const person = {
    ...{
      id: customer.id,
      email: customer.email ?? '',
      way,
      provenAtFirst,
      tag,
      isKnown: false,
      waiting: 0,
    },
    appetite: chance.logNormal(1, 1.1),
  };
  town.people.push(person);
  return person;
}

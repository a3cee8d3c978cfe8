import { NOTHING } from './changes-of-orders.ts';
import { type Happened, type Person, somebody, type Town, welcome } from './town.ts';

/** What happens to customers, and how often, by the name under which it is counted. */
export const CUSTOMERS: Readonly<
  Record<string, readonly [weight: number, happen: (town: Town) => Happened | typeof NOTHING]>
> = {
  'customer created': [3, (town) => ({ customerIds: [welcome(town).id] })],
  'customer changed': [2, change],
  'address proven': [2, prove],
  'newsletter wanted or not': [3, subscribe],
  'customer deleted': [0.7, remove],
  'customer erased': [0.4, erase],
  'customers merged': [1, merge],
};

function change(town: Town): Happened {
  const { id } = somebody(town, 'merging', 'settled', 'passing');
  town.world.commands.updateCustomer(id, { note: `Seen ${town.chance.between(1, 9)} times` });
  return { customerIds: [id] };
}

/** Only by those who stay who they are: what a merged customer had said is nobody's afterwards. */
function subscribe(town: Town): Happened {
  const { world } = town;
  const { id } = somebody(town, 'settled');
  const acceptsMarketing = !world.customers.get(id)?.acceptsMarketing;
  world.commands.updateCustomer(id, { acceptsMarketing });
  return { customerIds: [id] };
}

/** Only of those who stay who they are: nobody could find out later that the address of a merged one was proven. */
function prove(town: Town): Happened | typeof NOTHING {
  const person = somebodyUnproven(town);
  if (!person) return NOTHING;
  town.world.commands.updateCustomer(person.id, { verifiedEmail: true });
  return { customerIds: [person.id] };
}

function somebodyUnproven({ people, world, chance }: Town): Person | undefined {
  const unproven = people.filter(
    ({ id, way }) => way === 'settled' && world.customers.get(id)?.verifiedEmail === false,
  );
  return unproven[Math.floor(chance.next() * unproven.length)];
}

function remove(town: Town): Happened | typeof NOTHING {
  const passing = town.people.filter(({ way }) => way === 'passing');
  const person = passing[Math.floor(town.chance.next() * passing.length)];
  if (!person || passing.length < 2) return NOTHING;
  town.world.commands.deleteCustomer(person.id);
  forget(town, person);
  return { customerIds: [] };
}

/**
 * Her personal data are erased, her orders and points stay. She has asked the app for nothing: what was promised to her
 * would be forgotten with her, and so would tags of hers. Of somebody whose address was proven it would depend on
 * whether the app had heard by then of what she bought as a guest.
 */
function erase(town: Town): Happened | typeof NOTHING {
  const { world } = town;
  const person = somebodyUnproven(town);
  if (!person || person.isKnown || person.tag !== null) return NOTHING;
  world.commands.runScheduled(world.commands.requestErasure(person.id).id);
  forget(town, person);
  return {};
}

/**
 * Merges two who may be. The app has heard of each order of the absorbed one by itself, so that it knows for whom it was
 * placed: one that it has to ask for it may see for the first time after the merge.
 */
function merge(town: Town): Happened | typeof NOTHING {
  const byCustomer = Map.groupBy(town.orders, ({ customerId }) => customerId);
  const isFit = ({ id, way, waiting }: Person) =>
    way === 'merging' &&
    waiting === 0 &&
    byCustomer
      .get(id)
      ?.every(({ wholeDeliveries, isAskedFor }) => wholeDeliveries >= 3 && !isAskedFor);
  const fit = town.people.filter(isFit);
  const absorbed = fit[Math.floor(town.chance.next() * fit.length)];
  const kept = somebody(town, 'merging');
  if (!absorbed || absorbed.id === kept.id || kept.waiting > 0) return NOTHING;
  const own = byCustomer.get(absorbed.id) ?? [];
  town.world.commands.mergeCustomers({ absorb: absorbed.id, keep: kept.id });
  for (const order of own) {
    order.customerId = kept.id;
    order.wholeDeliveries += 1;
  }
  forget(town, absorbed);
  return {
    merge: { absorbed: absorbed.id, kept: kept.id },
    customerIds: [kept.id],
    orderIds: own.map(({ id }) => id),
  };
}

function forget({ people }: Town, person: Person): void {
  people.splice(people.indexOf(person), 1);
}

import type { History, TrueMerge } from './history.ts';
import { type Expected, expectedOf, type ExpectedOrder } from './oracle.ts';

/** What a history comes to. */
export interface Expectation {
  readonly members: readonly Expected[];
  readonly orders: readonly ExpectedOrder[];
}

/** More merges than this in a row of which nobody was told are not tried at every combination of times. */
const COMBINATIONS_MAX = 2_000;

/**
 * What everybody may have in the end. Of a merge whose own delivery never arrived, the app learns by the orders that went
 * over, and takes the earliest `updated_at` that it sees of them: the merge's own moment, or that of a later change where
 * this was all that it saw. Where both make a difference, each is possible; one of them must fit.
 * @param untold merges of which nobody was told
 * @param fits whether this is what is found, of one member and her orders
 */
export function expectationOf(
  history: History,
  untold: readonly TrueMerge[],
  now: Date,
  fits: (expected: Expectation) => boolean,
): Expectation {
  const usual = expectedOf(history, now);
  const members = new Map(usual.members.map((member) => [member.customerId, member]));
  const orders = new Map(usual.orders.map((order) => [order.orderId, order]));
  for (const root of new Set(untold.map((merge) => becomes(history, merge.kept)))) {
    const own = historyOf(history, root, usual.orders);
    const uncertain = untold.filter((merge) => becomes(history, merge.kept) === root);
    for (const possible of possibilities(own, uncertain)) {
      const all = expectedOf(possible, now);
      const expected = {
        members: all.members.filter(({ customerId }) => customerId === root),
        orders: all.orders.filter(({ customerId }) => customerId === root),
      };
      if (!fits(expected)) continue;
      for (const member of expected.members) members.set(member.customerId, member);
      for (const order of expected.orders) orders.set(order.orderId, order);
      break;
    }
  }
  return { members: [...members.values()], orders: [...orders.values()] };
}

function becomes(history: History, customerId: string): string {
  const merge = history.merges.find(({ absorbed }) => absorbed === customerId);
  return merge ? becomes(history, merge.kept) : customerId;
}

/** As much of a history as decides what one member has. */
function historyOf(history: History, root: string, judged: readonly ExpectedOrder[]): History {
  const isHers = (customerId: string | null) =>
    customerId !== null && becomes(history, customerId) === root;
  const hers = new Set(
    judged.filter(({ customerId }) => customerId === root).map(({ orderId }) => orderId),
  );
  return {
    ...history,
    orders: history.orders.filter(
      ({ id, states }) => hers.has(id) || states.some(({ customerId }) => isHers(customerId)),
    ),
    merges: history.merges.filter(({ kept }) => isHers(kept)),
    actions: history.actions.filter(({ customerId }) => isHers(customerId)),
    gifts: history.gifts.filter(({ customerId }) => isHers(customerId)),
    pins: history.pins.filter(({ customerId }) => isHers(customerId)),
  };
}

/** The history with every combination of moments at which these merges may be thought to have been. */
function* possibilities(history: History, uncertain: readonly TrueMerge[]): Iterable<History> {
  let combinations: TrueMerge[][] = [[]];
  for (const merge of uncertain) {
    const moments = momentsOf(history, merge);
    combinations = combinations
      .flatMap((before) => moments.map((at) => [...before, { ...merge, at }]))
      .slice(0, COMBINATIONS_MAX);
  }
  for (const combination of combinations) {
    const certain = history.merges.filter(
      ({ absorbed }) => !combination.some((merge) => merge.absorbed === absorbed),
    );
    yield { ...history, merges: [...certain, ...combination] };
  }
}

/** When the orders that went over have changed since. */
function momentsOf(history: History, merge: TrueMerge): string[] {
  const since = history.orders
    .filter(({ states }) => states.some(({ customerId }) => customerId === merge.absorbed))
    .flatMap(({ states }) => states)
    .filter(
      ({ customerId, updatedAt }) =>
        customerId !== merge.absorbed && Date.parse(updatedAt) >= Date.parse(merge.at),
    )
    .map(({ updatedAt }) => updatedAt);
  return [...new Set([merge.at, ...since])].sort();
}

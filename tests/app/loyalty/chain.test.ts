import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type ChainLink,
  comparePlaces,
  type CustomerMerge,
  EarnedByTrack,
  trackOf,
  walkChain,
  withNamed,
} from '#app/loyalty/chain.ts';
import { CustomerId, OrderId } from '#app/loyalty/ids.ts';

const customer = (id: number) => CustomerId.parse(String(id));
const ANNA = customer(7);
const ANNAS_OTHER = customer(8);
const THIRD = customer(9);

const link = (at: number, id: number, track = ANNA, worth = 0): ChainLink => ({
  at,
  orderId: OrderId.parse(String(id)),
  track,
  worth,
});

/** What each order has before it, by order id, where each is worth what it was. */
function earnedBefore(links: readonly ChainLink[], merges: readonly CustomerMerge[] = []) {
  const before: Record<string, number> = {};
  walkChain(links, new EarnedByTrack(merges), (each, earned) => {
    before[each.orderId] = earned;
    return each.worth;
  });
  return before;
}

test('orders stand by their time, those of one moment by their ids as numbers', () => {
  const places = [link(2, 1), link(1, 1000), link(1, 999), link(1, 1001)];
  expect(places.sort(comparePlaces).map((place) => [place.at, place.orderId])).toEqual([
    [1, '999'],
    [1, '1000'],
    [1, '1001'],
    [2, '1'],
  ]);
});

test('an order sees what was earned before it, and not itself', () => {
  const links = [link(3, 3, ANNA, 100), link(1, 1, ANNA, 40), link(2, 2, ANNA, 60)];
  expect(earnedBefore(links)).toEqual({ 1: 0, 2: 40, 3: 100 });
});

test('what an order comes to now is what the next one sees', () => {
  const seen: number[] = [];
  walkChain([link(1, 1, ANNA, 5), link(2, 2, ANNA, 5)], new EarnedByTrack([]), (_, earned) => {
    seen.push(earned);
    return 70;
  });
  expect(seen).toEqual([0, 70]);
});

describe('customers who were merged', () => {
  const merge = { absorbed: ANNAS_OTHER, kept: ANNA, mergedAt: 20 };

  test('see nothing of each other before the merge, and the one who is left all of it from then on', () => {
    const links = [
      link(10, 1, ANNA, 100),
      link(11, 2, ANNAS_OTHER, 30),
      link(12, 3, ANNA, 1),
      link(20, 4, ANNA, 1),
      link(21, 5, ANNAS_OTHER, 1),
    ];
    expect(earnedBefore(links, [merge])).toEqual({ 1: 0, 2: 0, 3: 100, 4: 131, 5: 30 });
  });

  test('by way of another are seen once that one is merged too', () => {
    const merges = [
      { absorbed: THIRD, kept: ANNAS_OTHER, mergedAt: 15 },
      { absorbed: ANNAS_OTHER, kept: ANNA, mergedAt: 20 },
    ];
    const links = [
      link(1, 1, THIRD, 5),
      link(2, 2, ANNAS_OTHER, 30),
      link(16, 3, ANNAS_OTHER, 0),
      link(17, 4, ANNA, 0),
      link(20, 5, ANNA, 0),
    ];
    expect(earnedBefore(links, merges)).toMatchObject({ 3: 35, 4: 0, 5: 35 });
  });

  test('by way of one who was merged earlier are seen from the later merge on', () => {
    const merges = [
      { absorbed: ANNAS_OTHER, kept: ANNA, mergedAt: 15 },
      { absorbed: THIRD, kept: ANNAS_OTHER, mergedAt: 20 },
    ];
    const links = [link(1, 1, THIRD, 5), link(19, 2, ANNA, 0), link(20, 3, ANNA, 0)];
    expect(earnedBefore(links, merges)).toMatchObject({ 2: 0, 3: 5 });
  });
});

const someLinks = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 0, max: 30 }),
    id: fc.integer({ min: 1, max: 2_000 }),
    track: fc.constantFrom(ANNA, ANNAS_OTHER, THIRD),
    worth: fc.integer({ min: 0, max: 500 }),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);
const someMerges = fc.subarray([
  { absorbed: ANNAS_OTHER, kept: ANNA, mergedAt: 12 },
  { absorbed: THIRD, kept: ANNAS_OTHER, mergedAt: 18 },
]);
const linksOf = (shapes: { at: number; id: number; track: CustomerId; worth: number }[]) =>
  shapes.map(({ at, id, track, worth }) => link(at, id, track, worth));

test('any order of arrival is the same chain', () => {
  fc.assert(
    fc.property(someLinks, someMerges, (shapes, merges) => {
      const links = linksOf(shapes);
      expect(earnedBefore([...links].reverse(), merges)).toEqual(earnedBefore(links, merges));
    }),
  );
});

test('walking on from any place comes to the same as walking from the beginning', () => {
  fc.assert(
    fc.property(someLinks, someMerges, fc.nat(12), (shapes, merges, cut) => {
      const links = linksOf(shapes).sort(comparePlaces);
      const earned = new EarnedByTrack(merges);
      for (const before of links.slice(0, cut)) earned.add(before.track, before.worth);
      const rest: Record<string, number> = {};
      walkChain(links.slice(cut), earned, (each, points) => {
        rest[each.orderId] = points;
        return each.worth;
      });
      expect(earnedBefore(links, merges)).toMatchObject(rest);
    }),
  );
});

describe('for whom an order was placed', () => {
  const state = (customerId: CustomerId | null, day: number) => ({
    customerId,
    updatedAt: `2026-03-0${day}T00:00:00.000Z`,
  });
  const namedBy = (...states: ReturnType<typeof state>[]) => states.reduce(withNamed, {});
  const intoOther = (id: CustomerId) => (id === ANNA ? ANNAS_OTHER : id);

  test('is told by the earliest state of those that name who has it now, in any order', () => {
    const states = [state(ANNA, 1), state(ANNAS_OTHER, 2), state(null, 3), state(ANNA, 4)];
    for (const told of [states, [...states].reverse()]) {
      expect(trackOf(ANNAS_OTHER, namedBy(...told), intoOther)).toBe(ANNA);
      expect(trackOf(ANNAS_OTHER, namedBy(...told), (id) => id)).toBe(ANNAS_OTHER);
    }
  });

  test('is not somebody from whom it went over to another', () => {
    expect(trackOf(THIRD, namedBy(state(ANNA, 1), state(THIRD, 2)), intoOther)).toBe(THIRD);
  });

  test('is the customer herself where no state is remembered', () => {
    expect(trackOf(THIRD, {}, intoOther)).toBe(THIRD);
  });

  test('changes nothing where a state says nothing new', () => {
    const named = namedBy(state(ANNA, 1));
    expect(withNamed(named, state(ANNA, 2))).toBe(named);
    expect(withNamed(named, state(null, 2))).toBe(named);
  });
});

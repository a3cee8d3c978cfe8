import { describe, expect, test } from 'vitest';

import { comparePlaces, trackOf, withNamed } from '#app/loyalty/orders/chain.ts';
import { CustomerId, OrderId } from '#app/loyalty/ids.ts';

const customer = (id: number) => CustomerId.parse(String(id));
const ANNA = customer(7);
const ANNAS_OTHER = customer(8);
const THIRD = customer(9);

const place = (at: number, id: number) => ({ at, orderId: OrderId.parse(String(id)) });

test('facts stand by their time, those of one moment by their ids as numbers', () => {
  const places = [place(2, 1), place(1, 1000), place(1, 999), place(1, 1001)];
  expect(places.sort(comparePlaces).map(({ at, orderId }) => [at, orderId])).toEqual([
    [1, '999'],
    [1, '1000'],
    [1, '1001'],
    [2, '1'],
  ]);
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

import { describe, expect, test } from 'vitest';

import {
  asksNothing,
  joinTraits,
  lackingTraits,
  traitsAskedBy,
  withFound,
} from '#app/loyalty/orders/asked-traits.ts';
import { CustomerId, OrderLineId, ProductId } from '#app/loyalty/ids.ts';
import type { OrderTraits } from '#app/loyalty/orders/order-traits.ts';
import { orderFact } from '#tests/support/orders.ts';

import { programOf } from '../a-program.ts';

const SCOPE = { products: [], collections: [], vendors: [], types: [], tags: [] };
const BEANS = { collections: ['11'], tags: ['beans'], type: 'Coffee', vendor: 'Fernhill' };
const BEANS_ID = ProductId.parse('301');

describe('a program asks', () => {
  test.each([
    ['nothing, as it comes', programOf(), true],
    [
      'nothing of products that it names itself',
      programOf({ order: { lines: { only: { ...SCOPE, products: ['301'] } } } }),
      true,
    ],
    ['for tags', programOf({ order: { lines: { except: { ...SCOPE, tags: ['sale'] } } } }), false],
    ['for vendors', programOf({ order: { lines: { only: { ...SCOPE, vendors: ['A'] } } } }), false],
    [
      'for customers’ tags',
      programOf({ order: { members: { tiers: 'all', tags: { any: [], none: ['Staff '] } } } }),
      false,
    ],
  ])('%s', (_, program, isNothing) => {
    expect(asksNothing(traitsAskedBy(program))).toBe(isNothing);
  });
});

const asked = { customerTags: new Set(['vip']), products: true, subscriptions: true };
const fact = orderFact({
  lines: [
    { gross: 100, productId: '301' },
    { gross: 100, productId: '302' },
  ],
});
const found = {
  products: new Map([[BEANS_ID, BEANS]]),
  customerTags: new Map([[CustomerId.parse('7'), ['VIP', 'lactose']]]),
  subscriptionLines: [OrderLineId.parse('10011')],
};

test('what is found is recorded, of the tags those that the program speaks of', () => {
  const traits = withFound(null, asked, fact, found);
  expect(traits).toEqual({
    customerTags: ['VIP'],
    tagsAsked: ['vip'],
    products: { '301': BEANS },
    subscriptionLines: ['10011'],
  });
  expect(lackingTraits(asked, fact, traits)).toEqual({
    customerId: null,
    productIds: ['302'],
    subscriptions: false,
  });
});

test('what is recorded stays', () => {
  const recorded: OrderTraits = {
    customerTags: [],
    products: { '301': { ...BEANS, tags: [] } },
    subscriptionLines: [],
  };
  expect(withFound(recorded, asked, fact, found)).toEqual(recorded);
  const told = withFound(null, asked, fact, found);
  expect(joinTraits(recorded, told ?? undefined)).toEqual(recorded);
});

test('a guest has no tags to ask for', () => {
  const guests = orderFact({ customerId: null });
  expect(lackingTraits({ ...asked, subscriptions: false }, guests, null)).toBeNull();
});

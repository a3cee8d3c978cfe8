import { expect, test } from 'vitest';

import type { TrueLine } from './history.ts';
import { unitsOf } from './worth-by-hand.ts';

const line = (units: number, product: Partial<TrueLine>) => ({
  ...{ units, counted: 300n },
  line: {
    ...{ price: 100, quantity: units, discount: 0, refunded: 0, returned: 0, tax: 0 },
    ...{ giftCard: false, vendor: 'Fernhill', type: 'Coffee', tags: [], collections: [] },
    ...product,
  },
});

test('units are those of lines whose product a rule names, or does not name', () => {
  const lines = [line(2, { tags: ['blend'] }), line(3, {}), line(4, { type: 'Tableware' })];
  const count = { counted: 900n, lines };
  const named = (products: object) => ({
    ...{ vendors: [], types: [], tags: [], collections: [] },
    ...products,
  });
  expect(unitsOf(count, 'all')).toBe(9);
  expect(unitsOf(count, { only: named({ tags: ['blend'], types: ['Tableware'] }) })).toBe(6);
  expect(unitsOf(count, { except: named({ tags: ['blend'] }) })).toBe(7);
  expect(unitsOf(count, { only: named({ vendors: ['Fernhill'] }) })).toBe(9);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { smallest } from '#sandbox/admin-api/smallest.ts';

test('the smallest are the first of all when sorted, equals in the order they came', () => {
  const items = fc.array(fc.record({ value: fc.nat(9), name: fc.string() }), { maxLength: 60 });
  const byValue = (one: { value: number }, other: { value: number }) => one.value - other.value;
  fc.assert(
    fc.property(items, fc.nat(70), (list, count) => {
      expect(smallest(list, count, byValue)).toEqual(list.toSorted(byValue).slice(0, count));
    }),
  );
});

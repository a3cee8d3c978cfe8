import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isSameShare, KeptMark, keepShare, shareKept } from '#app/loyalty/history/kept-mark.ts';
import type { FactShare } from '#app/loyalty/orders/mark.ts';

const count = fc.integer({ min: 0, max: 10_000 });
const shares: fc.Arbitrary<FactShare> = fc.record({
  kind: fc.constant('order' as const),
  points: count,
  counted: count,
  rules: fc.dictionary(
    fc.constantFrom('order', 'summer', 'vip'),
    fc.record({ times: fc.constantFrom(0 as const, 1 as const), points: count }),
    { noNullPrototype: true },
  ),
  challenges: fc.dictionary(
    fc.constantFrom('card', 'streak'),
    fc.record({
      amount: count,
      groups: fc.array(fc.nat(5), { maxLength: 3 }),
      completed: fc.nat(3),
      used: count,
      reward: fc.option(fc.constant('mug')),
      over: fc.array(fc.nat(5), { maxLength: 3 }),
    }),
    { noNullPrototype: true },
  ),
});

/** As a database gives an object back: with its keys in an order of its own. */
function asKept(mark: KeptMark): KeptMark {
  const turned = Object.fromEntries(Object.entries(mark).reverse());
  return KeptMark.parse(JSON.parse(JSON.stringify(turned)));
}

test('what is kept of a share says all that is asked of it later', () => {
  fc.assert(
    fc.property(shares, (share) => {
      // A rule that was looked at, and gave nothing, is the same as none.
      const back = shareKept(asKept(keepShare(share)), share.points);
      expect(isSameShare(back, share)).toBe(true);
    }),
  );
});

test('most orders keep no more than what counted of them', () => {
  const share: FactShare = {
    kind: 'order',
    points: 40,
    counted: 4_000,
    rules: { order: { times: 1, points: 40 } },
    challenges: {},
  };
  expect(keepShare(share)).toEqual({ counted: 4_000 });
  expect(shareKept({ counted: 4_000 }, 40)).toEqual(share);
});

test('two shares differ by what a rule gave', () => {
  const share = shareKept({ counted: 100 }, 40);
  const other = { ...share, rules: { order: { times: 1, points: 39 } } } as const;
  expect(isSameShare(share, other)).toBe(false);
});

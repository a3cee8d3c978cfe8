import { expect, test } from 'vitest';

import type { FoundGift } from './found-ledger.ts';
import type { History } from './history.ts';
import { judgeGifts } from './judge-gifts.ts';

const HISTORY = {
  versions: [
    {
      program: {
        tiers: [
          { key: 'bronze', entry: null },
          { key: 'silver', entry: { kind: 'points', points: 20 } },
          { key: 'gold', entry: { kind: 'points', points: 50 } },
        ],
      },
    },
  ],
  merges: [{ absorbed: '8', kept: '7', at: '2026-03-01T00:00:00Z' }],
} as unknown as History;

function judged(tier: string, ...given: (readonly [tier: string, points: number])[]) {
  const member = { customerId: '9', pending: 0, available: 0, expired: 0, isIdle: false };
  const gifts = given.map(([key, points]): FoundGift => ({
    customerId: '9',
    tier: key,
    points,
    given: new Date(0),
  }));
  const found = judgeGifts(HISTORY, [{ ...member, tier, prizes: {} }], gifts, () => false);
  return { lost: found.lost.length, twice: found.twice.length };
}

test('each rung up to where she stands has given its own, once', () => {
  expect(judged('gold', ['silver', 20], ['gold', 50])).toEqual({ lost: 0, twice: 0 });
  expect(judged('gold', ['gold', 50])).toEqual({ lost: 1, twice: 0 });
  expect(judged('silver', ['silver', 20], ['silver', 20])).toEqual({ lost: 0, twice: 1 });
  expect(judged('silver', ['silver', 30])).toEqual({ lost: 0, twice: 1 });
});

test('what a tier gave stays given when it is lost', () => {
  expect(judged('bronze', ['silver', 20])).toEqual({ lost: 0, twice: 0 });
});

import { expect, test } from 'vitest';

import type { FoundRedemption } from './found-ledger.ts';
import { judgeShop } from './judge-shop.ts';
import type { ShopCode, ShopRecord } from './shop-record.ts';

const NOW = new Date('2026-07-01T00:00:00Z');

const PROMISED = {
  ...{ kind: 'amount_off', reward: 'off', state: 'ready', code: 'MINE', amount: 150 },
  validUntil: new Date('2026-08-01T00:00:00Z'),
} as FoundRedemption;

const THERE: ShopCode = {
  ...{ code: 'mine', usages: 0, usageLimit: 1, isForAnyCart: true, amount: 150, percent: null },
  ...{ startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-08-01T00:00:00Z' },
};

const problems = (change: Partial<ShopCode>) => {
  const shop = { codes: [{ ...THERE, ...change }], credits: [], giftCards: [], customers: [] };
  return judgeShop(shop satisfies ShopRecord, [PROMISED], [], NOW).length;
};

test('a code gives what was promised, for as long, and once', () => {
  expect(problems({})).toBe(0);
  expect(problems({ usageLimit: 2 })).toBe(1);
  expect(problems({ isForAnyCart: false })).toBe(1);
  expect(problems({ amount: null, percent: 90 })).toBe(1);
  expect(problems({ startsAt: '2026-07-01T00:00:01Z' })).toBe(1);
  expect(problems({ endsAt: '2026-06-30T00:00:00Z' })).toBe(1);
  expect(problems({ endsAt: null })).toBe(1);
});

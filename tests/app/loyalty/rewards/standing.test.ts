import { expect, test } from 'vitest';

import { type RewardCircumstances, standingOf } from '#app/loyalty/rewards/standing.ts';

const GIVES = { kind: 'free_shipping', points: 100, upTo: null } as const;

function standing({
  offered = 'yes',
  stock = null,
  ...change
}: Partial<RewardCircumstances> & {
  offered?: 'yes' | 'prize' | 'no';
  stock?: number | null;
} = {}) {
  return standingOf({
    reward: { offered, stock, gives: GIVES },
    isPaused: false,
    isUnsupported: false,
    discounts: [{ state: 'active' }],
    isPermitted: true,
    taken: 0,
    ...change,
  });
}

test('a reward that all is well with is available, or only to be won', () => {
  expect(standing()).toBe('available');
  expect(standing({ offered: 'prize' })).toBe('prize_only');
});

test('what has to be mended comes before what is as it should be', () => {
  const refused = [{ state: 'refused' }, { state: 'wanted' }] as const;
  expect(standing({ discounts: refused, isPaused: true })).toBe('paused');
  expect(standing({ discounts: refused, isPermitted: false })).toBe('refused');
  expect(standing({ isUnsupported: true })).toBe('refused');
  expect(standing({ isPermitted: false, stock: 0 })).toBe('not_permitted');
  expect(standing({ discounts: [{ state: 'wanted' }] })).toBe('preparing');
});

test('the last one is gone once as many were taken as there are', () => {
  expect(standing({ stock: 2, taken: 1 })).toBe('available');
  expect(standing({ stock: 2, taken: 2 })).toBe('sold_out');
  expect(standing({ offered: 'prize', stock: 2, taken: 2 })).toBe('prize_only');
});

test('what is not offered is off, whatever else', () => {
  expect(standing({ offered: 'no', isPaused: true })).toBe('off');
});

import { expect, test } from 'vitest';

import type { ProductScope } from '#app/loyalty/program/parts.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { gapsOf, pausedRewards } from '#app/loyalty/rewards/references.ts';

/** 10 % off some products. */
function off(scope: Partial<ProductScope>): Pick<Reward, 'key' | 'gives'> {
  const nothing = { products: [], collections: [], vendors: [], types: [], tags: [] };
  const products = { ...nothing, ...scope };
  return { key: 'off', gives: { kind: 'percentage_off', points: 1, percent: 10, products } };
}

const isPaused = (reward: Pick<Reward, 'gives'>, ...gone: string[]) =>
  gapsOf(reward, new Set(gone)).isPaused;

test('a reward is paused when nothing is left of what it is about', () => {
  const reward = off({ products: ['1', '2'], collections: ['1'] });
  expect(isPaused(reward)).toBe(false);
  expect(isPaused(reward, 'product 1', 'product 2')).toBe(false);
  expect(isPaused(reward, 'product 1', 'product 2', 'collection 1')).toBe(true);
});

test('one that is about words too goes on, for words are never gone', () => {
  expect(isPaused(off({ products: ['1'], tags: ['coffee'] }), 'product 1')).toBe(false);
});

test('one that is about the whole order is never paused', () => {
  const gives = { kind: 'percentage_off', points: 1, percent: 10, products: 'all' } as const;
  expect(isPaused({ gives }, 'product 1')).toBe(false);
});

test('a free product is paused when none of the choices is left', () => {
  const gives: Reward['gives'] = { kind: 'free_product', points: 1, products: ['1', '2'], cost: 0 };
  expect(isPaused({ gives }, 'product 1')).toBe(false);
  expect(isPaused({ gives }, 'product 1', 'product 2')).toBe(true);
});

test('what another reward misses is its own', () => {
  const gap = { rewardKey: 'other', kind: 'product', id: '1' } as const;
  expect(pausedRewards([off({ products: ['1'] })], [gap]).size).toBe(0);
  expect(pausedRewards([off({ products: ['1'] })], [{ ...gap, rewardKey: 'off' }]).size).toBe(1);
});

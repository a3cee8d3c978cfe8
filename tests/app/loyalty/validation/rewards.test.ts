import { describe, expect, test } from 'vitest';

import type { ProductScope } from '#app/loyalty/program/parts.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';

import { programOf } from '../a-program.ts';
import { aChallenge, aReward } from '../some-rules.ts';
import { problemsOf, scope } from './problems-of.ts';

const withRewards = (...rewards: Reward[]) => programOf({ rewards });

describe('a prize', () => {
  const winning = (reward: Reward) =>
    programOf({
      earning: { challenges: [aChallenge({ prize: { kind: 'reward', reward: reward.key } })] },
      rewards: [reward],
    });

  test('that the shop has withdrawn cannot be won', () => {
    expect(problemsOf(winning(aReward({ offered: 'no' })))).toEqual([
      'error earning.challenges.0.prize.reward promises_withdrawn_reward',
    ]);
  });

  test('gives no choice of steps', () => {
    const steps = [
      { points: 100, amount: 100 },
      { points: 200, amount: 200 },
    ];
    const gives = { kind: 'amount_off', steps, products: 'all' } as const;
    expect(problemsOf(winning(aReward({ gives, offered: 'prize' })))).toEqual([
      'warning earning.challenges.0.prize.reward prize_has_steps',
    ]);
  });

  test('that nothing gives is spoken of', () => {
    expect(problemsOf(withRewards(aReward({ offered: 'prize' })))).toEqual([
      'warning rewards.0.offered prize_never_given',
    ]);
  });
});

describe('rewards', () => {
  test.each<[string, Partial<ProductScope>]>([
    ['vendors', { vendors: ['Northwind'] }],
    ['types', { types: ['Coffee'] }],
    ['tags', { tags: ['sale'], products: ['1'] }],
    ['products and collections at once', { products: ['1'], collections: ['2'] }],
  ])('cannot be given on %s, as Shopify’s discounts do not know that', (_what, given) => {
    const products = scope(given);
    const gives = { kind: 'percentage_off', points: 100, percent: 10, products } as const;
    expect(problemsOf(withRewards(aReward({ gives })))).toEqual([
      'error rewards.0.gives.products unsupported_products',
    ]);
    expect(problemsOf(withRewards(aReward({ gives, offered: 'no' })))).toEqual([]);
  });

  test.each<Partial<ProductScope>>([{ products: ['1', '2'] }, { collections: ['2'] }])(
    'can be given on %j',
    (given) => {
      const products = scope(given);
      const gives = { kind: 'percentage_off', points: 100, percent: 10, products } as const;
      expect(problemsOf(withRewards(aReward({ gives })))).toEqual([]);
    },
  );

  const amountOff = (...steps: { points: number; amount: number }[]) =>
    withRewards(aReward({ gives: { kind: 'amount_off', steps, products: 'all' } }));

  test('should not give less for a point to who saves longer', () => {
    const worse = amountOff({ points: 100, amount: 500 }, { points: 200, amount: 900 });
    expect(problemsOf(worse)).toEqual(['warning rewards.0.gives.steps.1.amount step_worse_value']);
  });

  test('of more than a fifth of what was spent are worth a second look', () => {
    expect(problemsOf(amountOff({ points: 100, amount: 2_000 }))).toEqual([]);
    expect(problemsOf(amountOff({ points: 100, amount: 2_100 }))).toEqual([
      'warning rewards.0.gives.steps.0.points gives_back_much',
    ]);
  });

  test('of all that is in the cart are one too', () => {
    const gives = { kind: 'percentage_off', points: 9, percent: 100, products: 'all' } as const;
    expect(problemsOf(withRewards(aReward({ gives })))).toEqual([
      'warning rewards.0.gives.percent percent_is_everything',
    ]);
  });

  test('that pay out money have no code that could be valid for a while', () => {
    const steps = [{ points: 100, amount: 500 }];
    const gives = { kind: 'store_credit', steps, expiresDays: 90 } as const;
    expect(problemsOf(withRewards(aReward({ gives, validDays: 30 })))).toEqual([
      'warning rewards.0.validDays setting_means_nothing',
    ]);
  });
});

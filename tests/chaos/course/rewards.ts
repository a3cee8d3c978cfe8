import type { Chance } from '#sandbox/seed/random.ts';

import { EVERYBODY, someMembers } from './members.ts';

const COMMON = {
  name: null,
  description: null,
  offered: 'yes',
  conditions: EVERYBODY,
  minimumCart: 0,
  stock: null,
  limits: [],
  validDays: null,
  combines: { order: false, product: false, shipping: false },
};

/** Keys of the rewards that are paid out at Shopify, and that stay with their customer. */
export const CASH_OUTS: readonly string[] = ['credit', 'card'];

/** The key of the reward that challenges give. */
export const PRIZE = 'surprise';

/** What points are spent on: one of each kind, at other prices each time. */
export function someRewards(chance: Chance): object[] {
  const price = () => chance.pick([20, 40, 80]);
  // The same money at other prices is the same discount: a shop that changes all of it every week has no codes ready.
  const steps = () => {
    const cheap = price();
    return [
      { points: cheap, amount: 150 },
      { points: cheap * 3, amount: 500 },
    ];
  };
  return [
    {
      ...COMMON,
      key: 'off',
      gives: { kind: 'amount_off', steps: steps(), products: 'all' },
      validDays: chance.pick([null, null, null, 60]),
    },
    {
      ...COMMON,
      key: 'percent',
      gives: { kind: 'percentage_off', points: price(), percent: 10, products: 'all' },
      limits: [{ per: 'month', times: 2, points: null }],
      conditions: chance.happens(0.4) ? someMembers(chance) : EVERYBODY,
    },
    {
      ...COMMON,
      key: 'credit',
      gives: { kind: 'store_credit', steps: steps(), expiresDays: chance.pick([null, 3_000]) },
    },
    {
      ...COMMON,
      key: 'card',
      gives: { kind: 'gift_card', steps: steps(), expiresDays: chance.pick([null, 3_000]) },
    },
    // To be won only, and the same in every version: of another percentage no codes would lie ready.
    {
      ...{ ...COMMON, key: PRIZE, offered: 'prize' },
      gives: { kind: 'percentage_off', points: 500, percent: 15, products: 'all' },
    },
    {
      ...COMMON,
      key: 'tour',
      gives: { kind: 'experience', points: price(), cost: 500 },
      stock: 40,
      validDays: chance.pick([null, 30]),
    },
  ];
}

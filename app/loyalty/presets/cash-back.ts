import type { Program } from '../program/program.ts';

import { PLAIN_ACTION, PLAIN_REWARD } from './parts.ts';
import { PLAIN } from '../program/plain.ts';

/** Every hundred points are one unit of the currency: five per cent back, as store credit or as a discount. */
const STEPS = [
  { points: 500, amount: 500 },
  { points: 1_000, amount: 1_000 },
  { points: 2_500, amount: 2_500 },
];

/** For whoever wants to promise one thing only, money: no tiers, no bonuses. */
export const CASH_BACK: Program = {
  ...PLAIN,
  earning: {
    ...PLAIN.earning,
    order: { ...PLAIN.earning.order, earns: { kind: 'per_amount', points: 5, amount: 1 } },
    actions: [{ ...PLAIN_ACTION, key: 'joining', occasion: { kind: 'joining' }, points: 100 }],
    maturity: { kind: 'after_days', days: 14 },
    expiry: { kind: 'after_inactivity', days: 730 },
    expiryWarnings: [30],
  },
  rewards: [
    {
      ...PLAIN_REWARD,
      key: 'store-credit',
      gives: { kind: 'store_credit', steps: [...STEPS], expiresDays: null },
      validDays: null,
      combines: { order: false, product: false, shipping: false },
    },
    {
      ...PLAIN_REWARD,
      key: 'discount',
      gives: { kind: 'amount_off', steps: [...STEPS], products: 'all' },
    },
  ],
  tiers: [],
};

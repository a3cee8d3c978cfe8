import type { Program } from '../program/program.ts';

import { ANY_TIME, EVERY_ORDER, PLAIN_ACTION, PLAIN_REWARD } from './parts.ts';
import { PLAIN } from '../program/plain.ts';

/** For cafés, bakeries and whatever is bought often: a punch card, tiers by visits, a gift on birthdays. */
export const COFFEE: Program = {
  ...PLAIN,
  earning: {
    ...PLAIN.earning,
    actions: [
      { ...PLAIN_ACTION, key: 'joining', occasion: { kind: 'joining' }, points: 25 },
      {
        ...PLAIN_ACTION,
        key: 'birthday',
        occasion: { kind: 'birthday', toldDaysBefore: 14 },
        points: 50,
      },
    ],
    challenges: [
      {
        key: 'punch-card',
        name: null,
        window: ANY_TIME,
        conditions: EVERY_ORDER,
        goal: { kind: 'items', lines: 'all', count: 10 },
        within: 'ever',
        repeats: 'again',
        prize: { kind: 'reward', reward: 'treat' },
      },
    ],
    expiry: { kind: 'after_inactivity', days: 365 },
    expiryWarnings: [30],
  },
  rewards: [
    {
      ...PLAIN_REWARD,
      key: 'discount',
      gives: {
        kind: 'amount_off',
        steps: [
          { points: 100, amount: 500 },
          { points: 190, amount: 1_000 },
        ],
        products: 'all',
      },
    },
    {
      ...PLAIN_REWARD,
      key: 'treat',
      gives: { kind: 'amount_off', steps: [{ points: 100, amount: 500 }], products: 'all' },
      offered: 'prize',
    },
  ],
  qualification: {
    measure: 'orders',
    window: { kind: 'rolling', days: 365 },
    demotion: { to: 'one_step', graceDays: 30, warningDays: 30 },
  },
  tiers: [
    { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
    {
      key: 'silver',
      name: null,
      from: 12,
      earningPercent: 125,
      entry: { kind: 'points', points: 50 },
      perks: [],
    },
    {
      key: 'gold',
      name: null,
      from: 40,
      earningPercent: 150,
      entry: { kind: 'reward', reward: 'treat' },
      perks: [],
    },
  ],
};

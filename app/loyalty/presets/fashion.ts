import type { Program } from '../program/program.ts';

import { ANY_TIME, EVERY_ORDER, PLAIN_ACTION, PLAIN_REWARD } from './parts.ts';
import { PLAIN } from '../program/plain.ts';

/** For what is bought a few times a year and often sent back: yearly tiers by spend, points after the return window. */
export const FASHION: Program = {
  ...PLAIN,
  earning: {
    ...PLAIN.earning,
    bonuses: [
      {
        key: 'first-order',
        name: null,
        window: ANY_TIME,
        conditions: { ...EVERY_ORDER, orders: 'first' },
        lines: 'all',
        gives: { kind: 'per_order', points: 50 },
        limits: [],
      },
    ],
    actions: [
      {
        ...PLAIN_ACTION,
        key: 'newsletter',
        occasion: { kind: 'newsletter', takenBackWithinDays: 90 },
        points: 50,
      },
      {
        ...PLAIN_ACTION,
        key: 'birthday',
        occasion: { kind: 'birthday', toldDaysBefore: 30 },
        points: 100,
      },
    ],
    maturity: { kind: 'after_days', days: 30 },
    expiry: { kind: 'after_days', days: 730 },
    expiryWarnings: [60, 14],
  },
  rewards: [
    {
      ...PLAIN_REWARD,
      key: 'free-shipping',
      gives: { kind: 'free_shipping', points: 100, upTo: 1_000 },
      combines: { order: true, product: true, shipping: false },
    },
    {
      ...PLAIN_REWARD,
      key: 'ten-percent',
      gives: { kind: 'percentage_off', points: 250, percent: 10, products: 'all' },
      limits: [{ per: 'month', times: 1, points: null }],
    },
    {
      ...PLAIN_REWARD,
      key: 'tier-gift',
      gives: { kind: 'percentage_off', points: 500, percent: 20, products: 'all' },
      offered: 'prize',
    },
  ],
  qualification: {
    measure: 'spend',
    window: { kind: 'calendar_year' },
    demotion: { to: 'one_step', graceDays: 30, warningDays: 60 },
  },
  tiers: [
    { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
    {
      key: 'silver',
      name: null,
      from: 30_000,
      earningPercent: 125,
      entry: { kind: 'points', points: 100 },
      perks: [],
    },
    {
      key: 'gold',
      name: null,
      from: 100_000,
      earningPercent: 150,
      entry: { kind: 'reward', reward: 'tier-gift' },
      perks: [],
    },
  ],
};

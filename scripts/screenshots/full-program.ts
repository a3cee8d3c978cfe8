import { ANY_TIME, EVERY_ORDER, PLAIN_ACTION, PLAIN_REWARD } from '#app/loyalty/presets/parts.ts';
import { COFFEE } from '#app/loyalty/presets/coffee.ts';
import type { Program } from '#app/loyalty/program/program.ts';

const { earning } = COFFEE;

/** Of what is no code: it never ends, and meets no other discount. */
const WITHOUT_CODE = {
  validDays: null,
  combines: { order: false, product: false, shipping: false },
} as const;

/** The program of a café that uses what there is: what it looks like where a merchant has thought of everything. */
export const FULL_PROGRAM: Program = {
  ...COFFEE,
  earning: {
    ...earning,
    bonuses: [
      {
        key: 'new-harvest',
        name: 'New harvest',
        window: ANY_TIME,
        conditions: { ...EVERY_ORDER, minimum: 3_000 },
        lines: 'all',
        gives: { kind: 'multiple', percent: 200 },
        limits: [{ per: 'month', times: 2, points: null }],
      },
    ],
    actions: [
      ...earning.actions,
      { ...PLAIN_ACTION, key: 'own-cup', name: 'Own cup', occasion: { kind: 'staff' }, points: 5 },
      {
        ...PLAIN_ACTION,
        key: 'review',
        name: 'Review on the web',
        occasion: { kind: 'claim', proof: 'link', approval: 'staff', address: null },
        points: 40,
        limits: [{ per: 'month', times: 1, points: null }],
      },
    ],
  },
  rewards: [
    ...COFFEE.rewards,
    { ...PLAIN_REWARD, key: 'shipping', gives: { kind: 'free_shipping', points: 80, upTo: 800 } },
    {
      ...PLAIN_REWARD,
      ...WITHOUT_CODE,
      key: 'credit',
      gives: {
        kind: 'store_credit',
        steps: [{ points: 120, amount: 600 }],
        expiresDays: 365,
      },
    },
    {
      ...PLAIN_REWARD,
      ...WITHOUT_CODE,
      key: 'tasting',
      name: 'Tasting for two',
      description: 'An evening with our roaster.',
      gives: { kind: 'experience', points: 150, cost: 1_200 },
      stock: 12,
    },
  ],
  tiers: COFFEE.tiers.map((tier) =>
    tier.key === 'bronze'
      ? tier
      : {
          ...tier,
          perks: [
            { key: 'pastry', name: 'A pastry on the house', every: 'month' },
            { key: 'preview', name: 'New harvests a day early', every: 'lasting' },
          ],
        },
  ),
};

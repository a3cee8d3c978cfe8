import type { Program } from '#app/loyalty/program/program.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import {
  anAction,
  aBonus,
  aChallenge,
  aReward,
  conditions,
  members,
} from '#tests/app/loyalty/some-rules.ts';

const beans = {
  products: ['7'],
  collections: ['8'],
  vendors: ['Guji'],
  types: ['Beans'],
  tags: ['new'],
};
const mugs = { products: [], collections: [], vendors: [], types: ['Mugs'], tags: [] };
const limits = [{ per: 'month', times: 2, points: 300 } as const];
const steps = [
  { points: 100, amount: 500 },
  { points: 200, amount: 1_200 },
];

/** A program that says something with every word that there is but those of which one excludes another. */
export const RICH: Program = programOf({
  name: 'Bean Club',
  order: { minimum: 300, channels: ['web'], lines: { except: mugs }, limits },
  earning: {
    bonuses: [
      aBonus({
        name: 'Spring',
        window: { from: '2027-03-01T00:00:00+01:00', until: '2027-04-01T00:00:00+02:00' },
        conditions: conditions({
          members: members({ tiers: ['silver', 'gold'], tags: { any: ['vip'], none: ['staff'] } }),
          channels: ['pos'],
          orders: 'later',
          subscriptions: 'except',
          minimum: 2_000,
        }),
        lines: { only: beans },
        gives: { kind: 'multiple', percent: 250 },
        limits,
      }),
      aBonus({ key: 'per-bag', lines: { only: beans }, gives: { kind: 'per_item', points: 5 } }),
      aBonus({
        key: 'first',
        conditions: conditions({ orders: 'first' }),
        gives: { kind: 'per_order', points: 50 },
      }),
    ],
    actions: [
      anAction(),
      anAction({ key: 'newsletter', occasion: { kind: 'newsletter', takenBackWithinDays: 30 } }),
      anAction({ key: 'birthday', occasion: { kind: 'birthday', toldDaysBefore: 14 } }),
      anAction({ key: 'anniversary', occasion: { kind: 'join_anniversary' } }),
      anAction({
        key: 'review',
        name: 'A review',
        occasion: {
          kind: 'claim',
          proof: 'link',
          approval: 'staff',
          address: 'https://example.com/',
        },
        limits,
      }),
      anAction({ key: 'fair', occasion: { kind: 'code', code: 'FAIR-27' } }),
      anAction({ key: 'cup', name: 'Own cup', occasion: { kind: 'staff' } }),
      anAction({ key: 'quiz', name: 'Quiz', occasion: { kind: 'api' } }),
    ],
    challenges: [
      aChallenge({ goal: { kind: 'items', lines: { only: beans }, count: 10 } }),
      aChallenge({ key: 'visits', goal: { kind: 'orders', count: 5 }, within: 'month' }),
      aChallenge({ key: 'spend', goal: { kind: 'spend', amount: 10_000 }, within: 'year' }),
      aChallenge({ key: 'all', goal: { kind: 'variety', groups: [beans, mugs], count: 2 } }),
      aChallenge({
        key: 'streak',
        goal: { kind: 'streak', period: 'month', count: 3 },
        prize: { kind: 'reward', reward: 'treat' },
      }),
    ],
    maturity: { kind: 'after_days', days: 14 },
    expiry: { kind: 'yearly', month: 12, day: 31, minimumDays: 90 },
    expiryWarnings: [30, 7],
  },
  rewards: [
    aReward({ gives: { kind: 'amount_off', steps, products: beans }, minimumCart: 2_000 }),
    aReward({
      key: 'ten',
      name: 'Ten off',
      description: 'On everything.',
      gives: { kind: 'percentage_off', points: 250, percent: 10, products: 'all' },
      stock: 5,
      validDays: 30,
      limits,
      combines: { order: false, product: true, shipping: true },
    }),
    aReward({ key: 'ship', gives: { kind: 'free_shipping', points: 90, upTo: 900 } }),
    aReward({
      key: 'gift',
      gives: { kind: 'free_product', points: 80, products: ['1', '2'], cost: 250 },
    }),
    aReward({ key: 'credit', gives: { kind: 'store_credit', steps, expiresDays: 365 } }),
    aReward({ key: 'card', gives: { kind: 'gift_card', steps, expiresDays: null } }),
    aReward({ key: 'tour', name: 'A tour', gives: { kind: 'experience', points: 900, cost: 1 } }),
    aReward({
      key: 'treat',
      gives: { kind: 'amount_off', steps: [{ points: 1, amount: 300 }], products: 'all' },
      offered: 'prize',
    }),
  ],
  qualification: {
    measure: 'spend',
    window: { kind: 'rolling', days: 365 },
    demotion: { to: 'one_step', graceDays: 30, warningDays: 60 },
  },
  tiers: [
    { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
    {
      key: 'silver',
      name: null,
      from: 30_000,
      earningPercent: 125,
      entry: { kind: 'points', points: 50 },
      perks: [],
    },
    {
      key: 'gold',
      name: 'Roaster',
      from: 100_000,
      earningPercent: 150,
      entry: { kind: 'reward', reward: 'treat' },
      perks: [{ key: 'cup', name: 'A cup of coffee', every: 'month' }],
    },
  ],
});

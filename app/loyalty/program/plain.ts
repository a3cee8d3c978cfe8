import type { Program } from './program.ts';

/** One point per whole unit of currency of an order's subtotal, at once and for good; three tiers. */
export const PLAIN = {
  format: 3,
  name: null,
  enrolment: { who: 'every_buyer', claimDays: 90 },
  earning: {
    order: {
      earns: { kind: 'per_amount', points: 1, amount: 1 },
      counts: {
        shipping: false,
        tax: 'as_priced',
        tips: false,
        duties: false,
        giftCards: 'when_used',
      },
      rounding: 'down',
      minimum: 0,
      channels: 'all',
      lines: 'all',
      members: { tiers: 'all', tags: { any: [], none: [] } },
      business: false,
      testOrders: 'on_development_shops',
      limits: [],
    },
    bonuses: [],
    combining: 'add_up',
    actions: [],
    challenges: [],
    maturity: { kind: 'at_once' },
    expiry: { kind: 'never' },
    expiryWarnings: [],
  },
  refunds: { beyondBalance: 'owed' },
  redemption: { graceDays: 30, afterReturn: 'given_back' },
  rewards: [],
  qualification: {
    measure: 'points',
    window: { kind: 'life' },
    demotion: { to: 'reached', graceDays: 0, warningDays: 0 },
  },
  tiers: [
    { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
    { key: 'silver', name: null, from: 250, earningPercent: 100, entry: null, perks: [] },
    { key: 'gold', name: null, from: 1_000, earningPercent: 100, entry: null, perks: [] },
  ],
} as const satisfies Program;

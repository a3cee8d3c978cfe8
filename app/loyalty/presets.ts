import type { Program } from './program.ts';

/** The programs that a shop can begin with, by name. Adding one is adding an entry. */
export const PRESETS = {
  /** One point per whole unit of currency of an order's subtotal, at once and for good; three tiers. */
  plain: {
    format: 2,
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
        business: false,
        testOrders: 'on_development_shops',
      },
      maturity: { kind: 'at_once' },
      expiry: { kind: 'never' },
    },
    refunds: { beyondBalance: 'owed' },
    redemption: { graceDays: 30 },
    tiers: [
      { key: 'bronze', name: null, from: 0, earningPercent: 100 },
      { key: 'silver', name: null, from: 250, earningPercent: 100 },
      { key: 'gold', name: null, from: 1_000, earningPercent: 100 },
    ],
  },
} as const satisfies Record<string, Program>;

/** The program that a new shop starts with. */
export function firstProgram(): Program {
  return PRESETS.plain;
}

import { Program } from '#app/loyalty/program.ts';
import { PRESETS } from '#app/loyalty/presets.ts';
import type { Chance } from '#sandbox/seed/random.ts';

/** A program as a merchant may come to choose it: everything that decides what an order earns is different each time. */
export function someProgram(chance: Chance): Program {
  const { plain } = PRESETS;
  const days = (...choice: number[]) => chance.pick(choice);
  return Program.parse({
    ...plain,
    enrolment: { who: 'every_buyer', claimDays: days(0, 7, 30, 90) },
    earning: {
      order: {
        earns: chance.weighted<unknown>([
          [{ kind: 'per_amount', points: chance.between(1, 5), amount: days(1, 1, 1, 10) }, 9],
          [{ kind: 'per_order', points: chance.between(5, 60) }, 1],
        ]),
        counts: {
          shipping: chance.happens(0.4),
          tax: chance.pick(['as_priced', 'included', 'excluded']),
          tips: chance.happens(0.4),
          duties: chance.happens(0.4),
          giftCards: chance.pick(['when_used', 'when_bought']),
        },
        rounding: chance.pick(['down', 'nearest', 'up']),
        minimum: chance.pick([0, 0, 1_000, 2_500]),
        channels: chance.happens(0.7) ? 'all' : ['web', 'pos'],
        business: chance.happens(0.4),
        testOrders: chance.pick(['on_development_shops', 'never']),
      },
      maturity: chance.pick([
        { kind: 'at_once' },
        { kind: 'after_days', days: days(3, 14, 30) },
        { kind: 'after_fulfilment', days: days(0, 7, 20) },
      ]),
      expiry: chance.pick([{ kind: 'never' }, { kind: 'after_days', days: days(20, 60, 120) }]),
    },
    tiers: [
      { key: 'bronze', name: null, from: 0, earningPercent: 100 },
      { key: 'silver', name: null, from: days(50, 200, 400), earningPercent: 150 },
      { key: 'gold', name: null, from: days(600, 1_500), earningPercent: 200 },
    ],
  });
}

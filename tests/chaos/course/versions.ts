import { Program } from '#app/loyalty/program/program.ts';
import { PRESETS } from '#app/loyalty/presets/presets.ts';
import type { Chance } from '#sandbox/seed/random.ts';
import type { World } from '#sandbox/world.ts';

import { SEASON } from '../storm-plan.ts';
import { someActions } from './actions.ts';
import { someLadder } from './ladder.ts';
import { EVERYBODY, someMembers } from './members.ts';
import { someOccasions } from './occasions.ts';
import { someBonuses, someChallenges } from './bonuses.ts';
import { someRewards } from './rewards.ts';

/** A program as a merchant may come to choose it: everything that decides what is earned and spent is different each time. */
export function someProgram(chance: Chance, { collections }: Pick<World, 'collections'>): Program {
  const { plain } = PRESETS;
  const days = (...choice: number[]) => chance.pick(choice);
  const measure = chance.pick(['points', 'points', 'spend', 'orders'] as const);
  return Program.parse({
    ...plain,
    enrolment: { who: 'every_buyer', claimDays: days(0, 7, 30, 90) },
    earning: {
      ...plain.earning,
      order: {
        ...plain.earning.order,
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
        members: chance.pick([EVERYBODY, EVERYBODY, EVERYBODY, someMembers(chance)]),
        business: chance.happens(0.4),
        testOrders: chance.pick(['on_development_shops', 'never']),
        limits: chance.pick([[], [], [{ per: 'month', times: null, points: 300 }]]),
      },
      bonuses: someBonuses(chance, SEASON, chance.pick(collections.all()).id),
      combining: chance.pick(['add_up', 'best_wins']),
      challenges: someChallenges(chance, SEASON),
      maturity: chance.pick([
        { kind: 'at_once' },
        { kind: 'after_days', days: days(3, 14, 30) },
        { kind: 'after_fulfilment', days: days(0, 7, 20) },
      ]),
      expiry: chance.pick([
        { kind: 'never' },
        { kind: 'after_days', days: days(20, 60, 120) },
        { kind: 'yearly', month: days(3, 5), day: 31, minimumDays: days(0, 30) },
        { kind: 'after_inactivity', days: days(30, 90) },
      ]),
      expiryWarnings: [14, 3],
      actions: [...someActions(chance), ...someOccasions(chance)],
    },
    refunds: { beyondBalance: chance.pick(['owed', 'forgiven']) },
    redemption: { graceDays: days(0, 30), afterReturn: chance.pick(['given_back', 'kept']) },
    rewards: someRewards(chance),
    qualification: {
      measure,
      window: chance.pick([
        { kind: 'life' },
        { kind: 'calendar_year' },
        { kind: 'rolling', days: days(30, 60) },
      ]),
      demotion: {
        to: chance.pick(['one_step', 'reached']),
        graceDays: days(0, 10),
        warningDays: days(0, 5),
      },
    },
    tiers: someLadder(chance, measure),
  });
}

import type { Bonus } from '#app/loyalty/program/bonus.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import type {
  HandBonus,
  HandChallenge,
  HandProgram,
  HandVersion,
} from '#tests/support/rules-by-hand.ts';

import { DAY_MS, type playShape, type Shape, START } from './rules-play.ts';

export function handProgram({
  versions,
  challenge,
  goldFrom,
}: Shape<typeof playShape>): HandProgram {
  const inOrder = versions
    .map(({ day, limits, bonuses }, index): HandVersion => ({
      inForceFrom: index === 0 ? START : START + day * DAY_MS,
      limits,
      bonuses: bonuses.filter((each) => !each.onlyGold || goldFrom !== null),
    }))
    .sort((a, b) => a.inForceFrom - b.inForceFrom);
  return { versions: inOrder, challenge, goldFrom };
}

export function toProgram(hand: HandProgram, { limits, bonuses }: HandVersion): Program {
  const tier = { name: null, entry: null, perks: [] };
  return programOf({
    order: { limits: [...limits] },
    earning: {
      bonuses: bonuses.map(toBonus),
      actions: [actionRule({ key: 'review', points: 60, occasion: { kind: 'api' } })],
      challenges: hand.challenge ? [toChallenge(hand.challenge)] : [],
    },
    qualification: {
      measure: 'points',
      window: { kind: 'calendar_year' },
      demotion: { to: 'reached', graceDays: 0, warningDays: 0 },
    },
    tiers:
      hand.goldFrom === null
        ? []
        : [
            { ...tier, key: 'bronze', from: 0, earningPercent: 100 },
            { ...tier, key: 'gold', from: hand.goldFrom, earningPercent: 200 },
          ],
  });
}

function toBonus(hand: HandBonus): Bonus {
  return {
    key: hand.key,
    name: null,
    window: { from: new Date(hand.from).toISOString(), until: new Date(hand.until).toISOString() },
    conditions: {
      members: { tiers: hand.onlyGold ? ['gold'] : 'all', tags: { any: [], none: [] } },
      channels: 'all',
      orders: hand.orders,
      subscriptions: 'all',
      minimum: 0,
    },
    lines: 'all',
    gives: hand.gives,
    limits: [...hand.limits],
  };
}

function toChallenge({ key, goal, count, within, repeats, points }: HandChallenge): Challenge {
  return {
    key,
    name: null,
    window: { from: null, until: null },
    conditions: {
      members: { tiers: 'all', tags: { any: [], none: [] } },
      channels: 'all',
      orders: 'all',
      subscriptions: 'all',
      minimum: 0,
    },
    goal:
      goal === 'spend'
        ? { kind: goal, amount: count * 100 }
        : goal === 'items'
          ? { kind: goal, lines: 'all', count }
          : { kind: goal, count },
    within,
    repeats,
    prize: { kind: 'points', points },
  };
}

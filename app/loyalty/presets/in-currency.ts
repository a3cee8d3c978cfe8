import { minorDigits } from '../money.ts';
import type { OrderConditions } from '../program/parts.ts';
import type { Reward } from '../program/reward.ts';
import type { Program } from '../program/program.ts';

/**
 * Puts the money of a preset, which is in hundredths, into the minor units of a currency: what is given back stays the
 * same share of what was spent, in yen as in euros.
 * @param program of which each amount is whole in units of the currency
 */
export function inCurrency(program: Program, currency: string): Program {
  const digits = minorDigits(currency);
  if (digits === 2) return program;
  const put: Put = (hundredths) => Math.round((hundredths * 10 ** digits) / 100);
  const { earning, rewards, qualification, tiers } = program;
  return {
    ...program,
    earning: {
      ...earning,
      order: { ...earning.order, minimum: put(earning.order.minimum) },
      bonuses: earning.bonuses.map((bonus) => ({
        ...bonus,
        conditions: putConditions(bonus.conditions, put),
      })),
      challenges: earning.challenges.map((challenge) => ({
        ...challenge,
        conditions: putConditions(challenge.conditions, put),
        goal:
          challenge.goal.kind === 'spend'
            ? { ...challenge.goal, amount: put(challenge.goal.amount) }
            : challenge.goal,
      })),
    },
    rewards: rewards.map((reward) => putReward(reward, put)),
    tiers:
      qualification.measure === 'spend'
        ? tiers.map((tier) => ({ ...tier, from: put(tier.from) }))
        : tiers,
  };
}

type Put = (hundredths: number) => number;

function putConditions(conditions: OrderConditions, put: Put): OrderConditions {
  return { ...conditions, minimum: put(conditions.minimum) };
}

function putReward(reward: Reward, put: Put): Reward {
  return { ...reward, minimumCart: put(reward.minimumCart), gives: putGives(reward.gives, put) };
}

function putGives(gives: Reward['gives'], put: Put): Reward['gives'] {
  switch (gives.kind) {
    case 'amount_off':
    case 'store_credit':
    case 'gift_card':
      return {
        ...gives,
        steps: gives.steps.map(({ points, amount }) => ({ points, amount: put(amount) })),
      };
    case 'free_shipping':
      return { ...gives, upTo: gives.upTo === null ? null : put(gives.upTo) };
    case 'free_product':
    case 'experience':
      return { ...gives, cost: put(gives.cost) };
    case 'percentage_off':
      return gives;
  }
}

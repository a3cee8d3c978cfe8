import { minorDigits } from '../money.ts';
import type { Reward } from '../program/reward.ts';
import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';
import { itemsOf } from '../rewards/discount-terms.ts';
import { problemsOfMembers } from './conditions.ts';
import { sameWord } from './overlap.ts';

/** What is given back of what was spent from which on a merchant should look twice, in per cent. */
const BACK_PERCENT_MAX = 20;

/** Rewards that give more than may be meant, or that say things that mean nothing for them. */
export function problemsOfRewards({ rewards, earning }: Program, currency: string) {
  return rewards.flatMap((reward, index) => {
    const path = `rewards.${index}`;
    const problems = [
      ...problemsOfMembers(`${path}.conditions`, reward.conditions),
      ...problemsOfProducts(path, reward),
      ...problemsOfSteps(path, reward),
      ...problemsOfValue(path, reward, earning.order.earns, currency),
      ...problemsOfSettings(path, reward),
    ];
    const name = reward.name === null ? null : sameWord(reward.name);
    const isKnown = rewards
      .slice(0, index)
      .some((other) => other.name !== null && sameWord(other.name) === name);
    if (isKnown)
      problems.push(warningAt(`${path}.name`, 'reward_name_twice', { name: reward.name ?? '' }));
    if (reward.offered !== 'no' && reward.stock === 0) {
      problems.push(warningAt(`${path}.stock`, 'none_in_stock'));
    }
    return problems;
  });
}

/** Shopify's discounts know neither vendors, types nor tags, and not products and collections at once. */
function problemsOfProducts(path: string, { gives, offered }: Reward): ProgramProblem[] {
  if (offered === 'no' || !('products' in gives) || gives.kind === 'free_product') return [];
  const isUnsupported = itemsOf(gives.products) === 'unsupported_products';
  return isUnsupported ? [errorAt(`${path}.gives.products`, 'unsupported_products')] : [];
}

/** Whoever saves for a dearer step should not get less for a point. */
function problemsOfSteps(path: string, { gives }: Reward): ProgramProblem[] {
  if (!('steps' in gives)) return [];
  return gives.steps.flatMap((step, index) => {
    const before = gives.steps[index - 1];
    const isWorse = before && step.amount * before.points < before.amount * step.points;
    return isWorse
      ? [
          warningAt(`${path}.gives.steps.${index}.amount`, 'step_worse_value', {
            points: step.points,
          }),
        ]
      : [];
  });
}

function problemsOfValue(
  path: string,
  { gives }: Reward,
  earns: Program['earning']['order']['earns'],
  currency: string,
): ProgramProblem[] {
  if (gives.kind === 'percentage_off' && gives.percent === 100) {
    return [warningAt(`${path}.gives.percent`, 'percent_is_everything')];
  }
  if (earns.kind !== 'per_amount') return [];
  return worthsOf(gives).flatMap(({ field, points, amount }) => {
    const spent = Math.round((points / earns.points) * earns.amount * 10 ** minorDigits(currency));
    const percent = Math.round((amount / Math.max(spent, 1)) * 100);
    if (percent <= BACK_PERCENT_MAX) return [];
    return [
      warningAt(`${path}.gives.${field}`, 'gives_back_much', {
        percent,
        points,
        spent,
        amount,
        currency,
      }),
    ];
  });
}

/** What is given for how many points, where the document says what it is worth. */
function worthsOf(gives: Reward['gives']) {
  switch (gives.kind) {
    case 'amount_off':
    case 'store_credit':
    case 'gift_card':
      return gives.steps.map((step, index) => ({ field: `steps.${index}.points`, ...step }));
    case 'free_product':
    case 'experience':
      return gives.cost > 0 ? [{ field: 'points', points: gives.points, amount: gives.cost }] : [];
    case 'percentage_off':
    case 'free_shipping':
      return [];
  }
}

/** What is no discount code has no cart, and cannot be combined; what is handed over by Shopify has its own expiry. */
function problemsOfSettings(path: string, reward: Reward): ProgramProblem[] {
  const { gives, validDays, minimumCart, combines } = reward;
  const isMoney = gives.kind === 'store_credit' || gives.kind === 'gift_card';
  if (!isMoney && gives.kind !== 'experience') return [];
  const idle = [
    ...(isMoney && validDays !== null ? ['validDays'] : []),
    ...(minimumCart > 0 ? ['minimumCart'] : []),
    ...(Object.values(combines).some(Boolean) ? ['combines'] : []),
  ];
  return idle.map((field) => warningAt(`${path}.${field}`, 'setting_means_nothing', { field }));
}

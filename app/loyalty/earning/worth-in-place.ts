import { tierMatters } from '../orders/history-matters.ts';
import { BASE_RULE, type FactShare, type RuleMark } from '../orders/mark.ts';
import type { Tier } from '../program/ladder.ts';
import { sumMinor } from '../money.ts';
import type { Program } from '../program/program.ts';
import type { NothingEarned, OrderReceipt } from '../receipts/order-receipt.ts';
import { worthOf } from '../orders/worth.ts';

import { AmountWorth, type PartOfWorth } from './amount-worth.ts';
import type { Before } from '../history/before.ts';
import { piecesOf } from './bonus-lines.ts';
import { type Asked, memberUnmet, tagsOf } from './conditions.ts';
import { cutOf, giveBonuses } from './give-bonuses.ts';
import { roomIn } from './limits.ts';
import { sortBonuses } from './open-bonuses.ts';
import { stepChallenges } from './step-challenges.ts';
import type { WeighedOrder } from './weighed-order.ts';

/** What an order that can earn is worth in its place, with the arithmetic. */
export interface WorthInPlace extends Pick<
  OrderReceipt,
  'points' | 'nothing' | 'base' | 'bonuses' | 'noBonuses' | 'challenges'
> {
  /** The tier that it was judged at; null where tiers make no difference to anything. */
  readonly tier: Tier | null;
  readonly share: FactShare;
}

/**
 * Judges an order in its place among its member's facts.
 * @param claimed whether it was claimed by a member who was none when she placed it: then it is judged at the lowest tier
 * @throws AmountError when it is worth more than can be counted with
 */
export function worthInPlace(
  program: Program,
  order: WeighedOrder,
  claimed: boolean,
  before: Before,
): WorthInPlace {
  const tier = tierOfOrder(program, claimed, before);
  const rule = program.earning.order;
  const unmet =
    order.counted < rule.minimum
      ? 'below_minimum'
      : memberUnmet(rule.members, tier, tagsOf(order.traits));
  if (unmet !== null)
    return { ...NO_WORTH, tier, nothing: unmet, share: shareOf(order, 0, {}, {}) };
  return isPlain(program)
    ? plainWorth(program, order, tier)
    : fullWorth(program, order, { before, tier });
}

const NO_WORTH = {
  points: 0,
  base: null,
  bonuses: [],
  noBonuses: [],
  challenges: [],
} as const;

function tierOfOrder(program: Program, claimed: boolean, before: Before): Tier | null {
  const { tiers } = program;
  if (tiers.length === 0 || !knowsTiers(program)) return null;
  return (claimed ? null : before.tier()) ?? tiers[0] ?? null;
}

/** Nothing but the base rule: most programs, and no more work than it takes. */
function isPlain({ earning }: Program): boolean {
  const { order, bonuses, challenges } = earning;
  return bonuses.length === 0 && challenges.length === 0 && order.limits.length === 0;
}

function plainWorth(program: Program, order: WeighedOrder, tier: Tier | null): WorthInPlace {
  const rule = program.earning.order;
  const points = worthOf(rule, order.counted, order.currency, tier?.earningPercent ?? 100);
  return {
    ...NO_WORTH,
    points,
    nothing: points === 0 ? 'below_one_point' : null,
    tier,
    share: shareOf(order, points, rulesOf([{ key: BASE_RULE, points }]), {}),
  };
}

function fullWorth({ earning }: Program, order: WeighedOrder, asked: Asked): WorthInPlace {
  const rule = earning.order;
  const percent = asked.tier?.earningPercent ?? 100;
  const worth = AmountWorth.of(rule, order.counted, order.currency, percent);
  const room = roomIn(rule.limits, BASE_RULE, asked.before);
  const base = worth.add(order.counted, 100, room.points);
  const pieces = piecesOf(order);
  const { open, closed } = sortBonuses(earning.bonuses, order, pieces, asked);
  const { given, outdone } = giveBonuses(open, earning.combining, worth);
  const { marks, completed } = stepChallenges(earning.challenges, order, pieces, asked);
  const points = sumMinor([base, ...given, ...completed].map((each) => each.points));
  const rules = rulesOf([{ key: BASE_RULE, points: base.points }, ...given]);
  const cut = cutOf(base, room);
  return {
    points,
    nothing: points === 0 ? whyNothing(base) : null,
    base: cut || points !== base.points ? { points: base.points, cut } : null,
    bonuses: given,
    noBonuses: [...closed, ...outdone],
    challenges: completed,
    tier: asked.tier,
    share: shareOf(order, points, rules, marks),
  };
}

function whyNothing({ uncut }: PartOfWorth): NothingEarned {
  return uncut > 0 ? 'limit_reached' : 'below_one_point';
}

/** What each rule gave; of those that gave nothing nothing is kept. */
function rulesOf(given: readonly { readonly key: string; readonly points: number }[]) {
  const rules: Record<string, RuleMark> = {};
  for (const { key, points } of given) if (points > 0) rules[key] = { times: 1, points };
  return rules;
}

function shareOf(
  { counted }: WeighedOrder,
  points: number,
  rules: FactShare['rules'],
  challenges: FactShare['challenges'],
): FactShare {
  return { kind: 'order', points, counted, rules, challenges };
}

const tiersKnown = new WeakMap<Program, boolean>();

/** Whether tiers make a difference, remembered for the program: it is asked for every order. */
function knowsTiers(program: Program): boolean {
  let known = tiersKnown.get(program);
  if (known === undefined) {
    known = tierMatters(program);
    tiersKnown.set(program, known);
  }
  return known;
}

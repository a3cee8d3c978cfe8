import type { Program } from '../program/program.ts';
import type { MemberConditions } from '../program/parts.ts';
import { tiersMatter } from '../program/ladder.ts';

/**
 * Whether an order's judgement depends on the member's tier: because tiers earn differently, or because something is for
 * some of them only.
 */
export function tierMatters({ tiers, earning }: Program): boolean {
  const { order, bonuses, challenges } = earning;
  const asksFor = (conditions: MemberConditions) => conditions.tiers !== 'all';
  return (
    tiersMatter(tiers) ||
    asksFor(order.members) ||
    [...bonuses, ...challenges].some(({ conditions }) => asksFor(conditions.members))
  );
}

/**
 * Whether an order's judgement depends on what lies before it in its member's history. Where it does not, each is judged
 * alone, and nothing is judged again because of another.
 */
export function historyMatters(program: Program): boolean {
  const { order, bonuses, challenges } = program.earning;
  return (
    tierMatters(program) ||
    challenges.length > 0 ||
    order.limits.length > 0 ||
    bonuses.some(({ limits, conditions }) => limits.length > 0 || conditions.orders !== 'all')
  );
}

import type { EarningRules, OrderRule } from '../program/earning-rules.ts';
import type { Program } from '../program/program.ts';

import { asksForProducts, asksForTags } from './asks-for.ts';
import { evaluableRules, type RuleGap, ruleGaps } from './evaluable-rules.ts';
import type { Told } from './told.ts';

/**
 * What a program asks for that a history does not tell. `tips`, `gift_cards`, `business_orders`, `test_orders`, products
 * and tags, who is an account holder or joins by herself, who claims what she bought as a guest, and whatever is no order
 * no history tells.
 */
export type Unevaluated =
  | Exclude<Told, 'fulfilment' | 'units'>
  | RuleGap
  | 'after_fulfilment'
  | 'tips'
  | 'gift_cards'
  | 'business_orders'
  | 'test_orders'
  | 'enrolment'
  | 'claims'
  | 'products_left_out'
  | 'customer_tags'
  | 'actions'
  | 'entry_gifts'
  | 'referrals'
  | 'tiers_by_hand'
  | 'redemptions';

/** A program as far as a history can answer it. */
export interface EvaluableProgram {
  readonly program: Program;
  /** What was left out of it, or taken to be otherwise. */
  readonly unevaluated: readonly Unevaluated[];
}

/**
 * Takes out of a program what a history cannot answer, so that a missing column does not pass for a column of zeros:
 * every channel counts where none is told, tax counts as priced, points mature counted from the order, whoever buys is a
 * member, and a bonus or a challenge that asks for more is left out.
 */
export function evaluableProgram(program: Program, told: ReadonlySet<Told>): EvaluableProgram {
  const { earning, enrolment } = program;
  const rule = earning.order;
  const asked: readonly (readonly [Unevaluated, boolean])[] = [
    ['enrolment', enrolment.who !== 'every_buyer'],
    ['claims', enrolment.claimDays > 0],
    ['shipping', rule.counts.shipping && !told.has('shipping')],
    ['tax', rule.counts.tax !== 'as_priced' && !told.has('tax')],
    ['tips', rule.counts.tips],
    ['duties', rule.counts.duties && !told.has('duties')],
    // Either way: what was bought with one, or that one was bought.
    ['gift_cards', true],
    ['channels', rule.channels !== 'all' && !told.has('channels')],
    ['products_left_out', asksForProducts(rule)],
    ['customer_tags', asksForTags(rule.members)],
    ['business_orders', !rule.business],
    ['test_orders', true],
    ['refunds', !told.has('refunds')],
    ['cancellations', !told.has('cancellations')],
    ['after_fulfilment', earning.maturity.kind === 'after_fulfilment' && !told.has('fulfilment')],
    ...besidesOrders(program),
  ];
  const unevaluated = asked.filter(([, isAsked]) => isAsked).map(([what]) => what);
  const order = evaluableRule(rule, unevaluated);
  const maturity = evaluableMaturity(earning.maturity, unevaluated);
  const rules = evaluableRules(earning, told);
  return {
    program: { ...program, earning: { ...earning, ...rules, order, maturity } },
    unevaluated: [...unevaluated, ...ruleGaps(earning, told)],
  };
}

/** What of a program is no matter of orders. */
function besidesOrders(program: Program): (readonly [Unevaluated, boolean])[] {
  const { earning, rewards, tiers, qualification } = program;
  return [
    ['actions', earning.actions.length > 0],
    ['entry_gifts', tiers.some(({ entry }) => entry !== null)],
    ['referrals', qualification.measure === 'referrals'],
    ['tiers_by_hand', qualification.measure === 'by_hand'],
    ['redemptions', rewards.length > 0],
  ];
}

function evaluableRule(rule: OrderRule, unevaluated: readonly Unevaluated[]): OrderRule {
  const counts = {
    ...rule.counts,
    tax: unevaluated.includes('tax') ? ('as_priced' as const) : rule.counts.tax,
  };
  return {
    ...rule,
    counts,
    channels: unevaluated.includes('channels') ? 'all' : rule.channels,
    lines: 'all',
    members: { ...rule.members, tags: { any: [], none: [] } },
  };
}

function evaluableMaturity(
  maturity: EarningRules['maturity'],
  unevaluated: readonly Unevaluated[],
): EarningRules['maturity'] {
  if (maturity.kind !== 'after_fulfilment' || !unevaluated.includes('after_fulfilment')) {
    return maturity;
  }
  return maturity.days === 0 ? { kind: 'at_once' } : { kind: 'after_days', days: maturity.days };
}

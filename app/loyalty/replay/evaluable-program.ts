import type { EarningRules, OrderRule } from '../earning-rules.ts';
import type { Program } from '../program.ts';

/** What a history may tell of its orders besides when they were placed, by whom, for how much and whether they are paid. */
export type Told =
  'shipping' | 'tax' | 'duties' | 'refunds' | 'cancellations' | 'channels' | 'fulfilment';

/**
 * What a program asks for that a history does not tell. `tips`, `gift_cards`, `business_orders`, `test_orders`, who is
 * an account holder or joins by herself, and who claims what she bought as a guest no history tells.
 */
export type Unevaluated =
  | Exclude<Told, 'fulfilment'>
  | 'after_fulfilment'
  | 'tips'
  | 'gift_cards'
  | 'business_orders'
  | 'test_orders'
  | 'enrolment'
  | 'claims';

/** A program as far as a history can answer it. */
export interface EvaluableProgram {
  readonly program: Program;
  /** What was left out of it, or taken to be otherwise. */
  readonly unevaluated: readonly Unevaluated[];
}

/**
 * Takes out of a program what a history cannot answer, so that a missing column does not pass for a column of zeros:
 * every channel counts where none is told, tax counts as priced, points mature counted from the order, and whoever buys
 * is a member.
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
    ['business_orders', !rule.business],
    ['test_orders', true],
    ['refunds', !told.has('refunds')],
    ['cancellations', !told.has('cancellations')],
    ['after_fulfilment', earning.maturity.kind === 'after_fulfilment' && !told.has('fulfilment')],
  ];
  const unevaluated = asked.filter(([, isAsked]) => isAsked).map(([what]) => what);
  const order = evaluableRule(rule, unevaluated);
  const maturity = evaluableMaturity(earning.maturity, unevaluated);
  return { program: { ...program, earning: { ...earning, order, maturity } }, unevaluated };
}

function evaluableRule(rule: OrderRule, unevaluated: readonly Unevaluated[]): OrderRule {
  const counts = {
    ...rule.counts,
    tax: unevaluated.includes('tax') ? ('as_priced' as const) : rule.counts.tax,
  };
  return { ...rule, counts, channels: unevaluated.includes('channels') ? 'all' : rule.channels };
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

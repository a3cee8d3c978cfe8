import type { OrderRule } from './earning-rules.ts';
import { minorDigits } from './money.ts';
import type { Program } from './program.ts';
import type { MemberSummary, ProgramFace } from './summary.ts';

/** A member's balances, in points. */
export interface Standing {
  readonly available: number;
  readonly pending: number;
  readonly owed: number;
  readonly earned: number;
  readonly joinedAt: Date;
}

/** The summary that the storefront renders. */
export function summarizeMember(standing: Standing): MemberSummary {
  return {
    v: 1,
    points: standing.available,
    pending: standing.pending,
    owed: standing.owed,
    earned: standing.earned,
    since: standing.joinedAt.toISOString().slice(0, 10),
  };
}

/**
 * The program's public face that the storefront renders.
 * @param currency the shop's, ISO 4217
 */
export function faceOfProgram(program: Program, currency: string): ProgramFace {
  const rule = program.earning.order;
  const earnsOnline = rule.channels === 'all' || rule.channels.includes(ONLINE_STORE);
  return {
    v: 2,
    name: program.name,
    currency,
    earns: earnsOnline ? faceOfRule(rule, currency) : null,
  };
}

/** Source name of orders from the online shop. */
const ONLINE_STORE = 'web';

/** Liquid writes every currency's amounts with two decimals. */
const LIQUID_UNIT = 100;

function faceOfRule(rule: OrderRule, currency: string): NonNullable<ProgramFace['earns']> {
  const { earns, rounding, minimum, counts } = rule;
  const per = earns.kind === 'per_amount' ? earns.amount * LIQUID_UNIT : null;
  const plus = { down: 0, nearest: (per ?? 0) / 2, up: (per ?? 1) - 1 };
  return {
    points: earns.points,
    per,
    plus: plus[rounding],
    // Rounded up where the currency has more decimals than Liquid writes: rather promise too little.
    minimum: Math.ceil((minimum * LIQUID_UNIT) / 10 ** minorDigits(currency)),
    gift_cards: counts.giftCards === 'when_bought',
    tax: counts.tax,
  };
}

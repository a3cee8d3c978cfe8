import type { OrderRule } from '../program/earning-rules.ts';
import { minorDigits } from '../money.ts';
import type { Program } from '../program/program.ts';
import { facesOfRewards } from './face-of-rewards.ts';
import type { MemberSummary, ProgramFace } from './summary.ts';
import type { SummarizedTier } from './summarize-tier.ts';

/** A member's balances, in points. */
export interface Standing {
  readonly available: number;
  readonly pending: number;
  readonly owed: number;
  readonly earned: number;
  readonly joinedAt: Date;
  /** What expires next, and the last day on which it can be spent, `2026-12-31`. */
  readonly expiring: { readonly points: number; readonly on: string } | null;
}

/**
 * The summary that the storefront renders.
 * @param tier where she stands on the ladder
 */
export function summarizeMember(standing: Standing, tier: SummarizedTier): MemberSummary {
  return {
    v: 1,
    points: standing.available,
    pending: standing.pending,
    owed: standing.owed,
    earned: standing.earned,
    expiring: standing.expiring && { points: standing.expiring.points, on: standing.expiring.on },
    since: standing.joinedAt.toISOString().slice(0, 10),
    ...tier,
  };
}

/**
 * The program's public face that the storefront renders.
 * @param currency the shop's, ISO 4217
 * @param withheld keys of rewards that the shop cannot give now
 */
export function faceOfProgram(
  program: Program,
  currency: string,
  withheld: ReadonlySet<string> = new Set(),
): ProgramFace {
  const rule = program.earning.order;
  const earnsOnline = rule.channels === 'all' || rule.channels.includes(ONLINE_STORE);
  return {
    v: 3,
    name: program.name,
    currency,
    earns: earnsOnline ? faceOfRule(rule, currency) : null,
    rewards: facesOfRewards(program, currency, withheld),
  };
}

/** Source name of orders from the online shop. */
const ONLINE_STORE = 'web';

/** Liquid writes every currency's amounts with two decimals. */
const LIQUID_UNIT = 100;

function faceOfRule(rule: OrderRule, currency: string): NonNullable<ProgramFace['earns']> {
  const { earns, rounding, minimum, counts } = rule;
  const per = earns.kind === 'per_amount' ? earns.amount * LIQUID_UNIT : null;
  const divisor = (per ?? 1) * 100;
  const plus = { down: 0, nearest: divisor / 2, up: divisor - 1 };
  return {
    points: earns.points,
    per,
    plus_hundredths: plus[rounding],
    // Rounded up where the currency has more decimals than Liquid writes: rather promise too little.
    minimum: Math.ceil((minimum * LIQUID_UNIT) / 10 ** minorDigits(currency)),
    gift_cards: counts.giftCards === 'when_bought',
    tax: counts.tax,
  };
}

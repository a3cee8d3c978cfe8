import type { EarningRules, OrderRule } from '#app/loyalty/program/earning-rules.ts';
import { NOTHING_BEFORE } from '#app/loyalty/history/before.ts';
import type { OrderContext, ShopTerms } from '#app/loyalty/earning/judge-order.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { Program, ProgramVersion } from '#app/loyalty/program/program.ts';

/** What an order earns by the first program, but for what is given. */
export function orderRule(
  change: Partial<Omit<OrderRule, 'counts'>> & { counts?: Partial<OrderRule['counts']> } = {},
): OrderRule {
  const plain = firstProgram().earning.order;
  return { ...plain, ...change, counts: { ...plain.counts, ...change.counts } };
}

/** The first program, but for what is given. */
export function programOf({
  order,
  earning,
  ...change
}: Partial<Omit<Program, 'earning'>> & {
  order?: Parameters<typeof orderRule>[0];
  earning?: Partial<EarningRules>;
} = {}): Program {
  const plain = firstProgram();
  return {
    ...plain,
    ...change,
    earning: { ...plain.earning, ...earning, order: orderRule(order) },
  };
}

/** A version in force since the beginning of 2026, unless told otherwise. */
export function versionOf(program: Program, change: Partial<ProgramVersion> = {}): ProgramVersion {
  return { version: 1, inForceFrom: new Date('2026-01-01T00:00:00Z'), program, ...change };
}

/** Tiers of which the second and third earn more. */
export const LADDER: Tier[] = [
  { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
  { key: 'silver', name: null, from: 250, earningPercent: 125, entry: null, perks: [] },
  { key: 'gold', name: 'Roaster', from: 1_000, earningPercent: 200, entry: null, perks: [] },
];

/** A shop that sells in euros and always has. */
export const SHOP: ShopTerms = {
  currency: 'EUR',
  formerCurrencies: [],
  isDevelopment: false,
  timezone: 'Europe/Berlin',
};

/** An order of a member, with nothing before it. */
export const MEMBERS_ORDER: OrderContext = {
  before: NOTHING_BEFORE,
  traits: null,
  claimedAt: null,
  chargedBack: false,
  hasMember: true,
};

import type { EarningRules } from './earning-rules.ts';
import type { OrderFact } from './order-fact.ts';

/** When a lot's points can be spent, and when they are lost. Milliseconds since 1970. */
export interface LotDates {
  /** Null for at once; `Infinity` while nobody knows: the order has not been shipped. */
  readonly maturesAt: number | null;
  /** Null when they never expire, or not before it is known when they mature. */
  readonly expiresAt: number | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The dates of an order's lot by the version that judged it. Points expire counted from when they could first be spent,
 * so a long return window takes nothing from a shopper.
 * @param claimedAt when the order was claimed by a member who was none when she placed it: it counts as if earned then
 */
export function datesOfLot(
  { maturity, expiry }: Pick<EarningRules, 'maturity' | 'expiry'>,
  fact: Pick<OrderFact, 'processedAt' | 'fulfilledAt'>,
  claimedAt: string | null,
): LotDates {
  const processedAt = Date.parse(fact.processedAt);
  const earnedAt = claimedAt === null ? processedAt : Date.parse(claimedAt);
  const maturesAt = maturityOf(maturity, processedAt, fact.fulfilledAt);
  const spendableAt = Math.max(earnedAt, maturesAt ?? earnedAt);
  const expiresAt =
    expiry.kind === 'never' || spendableAt === Infinity ? null : spendableAt + expiry.days * DAY_MS;
  return { maturesAt, expiresAt };
}

function maturityOf(
  maturity: EarningRules['maturity'],
  processedAt: number,
  fulfilledAt: string | null,
): number | null {
  switch (maturity.kind) {
    case 'at_once':
      return null;
    case 'after_days':
      return processedAt + maturity.days * DAY_MS;
    case 'after_fulfilment':
      return fulfilledAt === null ? Infinity : Date.parse(fulfilledAt) + maturity.days * DAY_MS;
  }
}

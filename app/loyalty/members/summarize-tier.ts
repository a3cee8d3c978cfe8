import { dateAt, writeDate } from '../time/calendar.ts';
import type { Tier } from '../program/ladder.ts';
import { minorDigits } from '../money.ts';
import type { Program } from '../program/program.ts';
import type { Qualification } from '../program/qualification.ts';
import type { MemberSummary } from './summary.ts';
import type { StoredStanding } from '../tiers/assessment.ts';

/** What of a member's summary is about her tier. */
export type SummarizedTier = Pick<MemberSummary, 'tier' | 'next' | 'until'>;

/** Liquid writes every currency's amounts with two decimals. */
const LIQUID_UNIT = 100;

const UNITS = {
  points: 'points',
  spend: 'money',
  orders: 'orders',
  referrals: 'friends',
  by_hand: 'points',
} as const satisfies Record<Qualification['measure'], string>;

/**
 * Where a member stands, as the storefront shows it.
 * @param standing as she was assessed last; undefined for who never was, and is on the lowest rung
 * @param program the version in force; undefined before the first
 */
export function summarizeTier(
  standing: StoredStanding | undefined,
  program: Pick<Program, 'tiers' | 'qualification'> | undefined,
  shop: { readonly currency: string; readonly timezone: string },
): SummarizedTier {
  const ladder = program?.tiers ?? [];
  const find = (key: string | null | undefined) => ladder.find((tier) => tier.key === key);
  const tier = find(standing?.tier) ?? ladder[0];
  const next = find(standing?.nextTier);
  const measure = program?.qualification.measure ?? 'points';
  const amount = (value: number) =>
    measure === 'spend'
      ? Math.ceil((value * LIQUID_UNIT) / 10 ** minorDigits(shop.currency))
      : value;
  const endsAt = standing?.nextAssessmentAt ?? null;
  return {
    tier: tier ? { ...named(tier), percent: tier.earningPercent } : null,
    next: next
      ? {
          ...named(next),
          unit: UNITS[measure],
          from: amount(next.from),
          missing: amount(standing?.missingToNext ?? next.from),
        }
      : null,
    // The assessment takes place when the last day is over.
    until: endsAt === null ? null : writeDate(dateAt(endsAt - 1, shop.timezone)),
  };
}

function named({ key, name }: Tier) {
  return { key, name };
}

import { findTierPin } from '#app/db/tiers/tier-pins.server.ts';
import { listTierMoves } from '#app/db/tiers/tier-moves.server.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';

import { readPerks } from './read-perks.server.ts';
import type { Services } from '../services.server.ts';
import { findMemberTier } from './member-tier.server.ts';
import type { TieringShop } from './tiering-shop.server.ts';

/** Moves shown of a member. */
const MOVES_MAX = 20;

/**
 * All about a member's tier: how far she has come, when it is assessed, what it opens, who set it, and how it has changed.
 * Times are ISO 8601, amounts in the measure of the ladder.
 * @param memberId as the address says it
 * @returns null for who is no member (any more), and in a program without tiers
 */
export async function readMemberTier(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: TieringShop,
  memberId: string,
) {
  const { pool } = database;
  const now = clock.now();
  const found = await findMemberTier(pool, shop.id, memberId, now);
  if (!found?.tier || !found.program) return null;
  const { tiers, qualification } = found.program;
  const { standing } = found;
  const pin = await findTierPin(pool, shop.id, found.memberId, now);
  const moves = await listTierMoves(pool, shop.id, found.memberId, MOVES_MAX);
  const named = (key: string | null) => (key === null ? null : nameOf(tiers, key));
  return {
    tier: nameOf(tiers, found.tier.key),
    earningPercent: found.tier.earningPercent,
    ladder: tiers.map(({ key }) => nameOf(tiers, key)),
    measure: qualification.measure,
    currency: shop.currency,
    since: toIso(standing?.since ?? null),
    nextAssessmentAt: toIso(standing?.nextAssessmentAt ?? null),
    measured: standing?.measured ?? 0,
    missingToKeep: standing?.missingToKeep ?? 0,
    next: nextOf(tiers, standing?.nextTier ?? null, standing?.missingToNext ?? null),
    byHand: pin ? { until: pin.until?.toISOString() ?? null, reason: pin.reason } : null,
    perks: await readPerks(pool, shop, found, now),
    moves: moves.map((move) => ({
      ...move,
      from: named(move.from),
      to: named(move.to),
      at: move.at.toISOString(),
    })),
  };
}

/** A tier that the program has no more keeps its key. */
function nameOf(tiers: readonly Tier[], key: string) {
  return { key, name: tiers.find((tier) => tier.key === key)?.name ?? null };
}

function nextOf(tiers: readonly Tier[], key: string | null, missing: number | null) {
  const next = tiers.find((tier) => tier.key === key);
  return next && missing !== null ? { ...nameOf(tiers, next.key), from: next.from, missing } : null;
}

function toIso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

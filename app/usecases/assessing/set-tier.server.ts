import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { lockForJudging } from '#app/db/programs/programs.server.ts';
import { lockForAssessing } from '#app/db/tiers/standings.server.ts';
import { addTierPin, endTierPins } from '#app/db/tiers/tier-pins.server.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import { assessTiers } from './assess-tiers.server.ts';
import type { Services } from '../services.server.ts';
import { settleBehind } from '../settling/settle-behind.server.ts';
import { findMemberTier } from '../tiers/member-tier.server.ts';
import type { TieringShop } from '../tiers/tiering-shop.server.ts';

/** Longest text that says why. */
export const REASON_LENGTH_MAX = 200;

/** What a member of staff wants a member's tier to be. */
export interface TierWish {
  readonly staffUserId: string;
  /** As somebody wrote it. */
  readonly memberId: string;
  /** A key of the program in force; null for the one that she reaches by herself. */
  readonly tier: string | null;
  /** The first moment at which it holds no more; null for good. */
  readonly until: Date | null;
  readonly reason: string;
}

/** What the wish came to. */
export type TierWishOutcome =
  | 'set'
  /** Nothing had been set by hand. */
  | 'nothing_to_end'
  | 'unknown_member'
  | 'unknown_tier'
  | 'in_the_past'
  /** No reason, or one that is too long. */
  | 'no_reason';

/**
 * Sets a member's tier by hand, or lets her own take its place again: exactly that tier holds from now until the date.
 * What she bought before is judged as it was.
 */
export async function setTier(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: TieringShop,
  wish: TierWish,
): Promise<TierWishOutcome> {
  const reason = storableText(wish.reason.trim());
  if (wish.tier !== null && (reason === '' || reason.length > REASON_LENGTH_MAX)) {
    return 'no_reason';
  }
  const now = clock.now();
  if (wish.until && !(wish.until.getTime() > now.getTime())) return 'in_the_past';
  return inTransaction(database, async (sql) => {
    await lockForJudging(sql, shop.id);
    // Before the member is locked: whoever assesses has this lock when it comes to lock members.
    await lockForAssessing(sql, shop.id);
    const found = await findMemberTier(sql, shop.id, wish.memberId, now);
    if (!found) return 'unknown_member';
    const { memberId, program } = found;
    const { tier, until } = wish;
    const isKnown = program?.tiers.some(({ key }) => key === tier) ?? false;
    if (tier !== null && !isKnown) return 'unknown_tier';
    const hasEnded = await endTierPins(sql, shop.id, memberId, now);
    if (tier === null && !hasEnded) return 'nothing_to_end';
    const actor = `staff:${wish.staffUserId}` as const;
    if (tier !== null) {
      await addTierPin(sql, shop.id, { memberId, tier, until, setBy: actor, reason }, now);
    }
    const entry = {
      actor,
      action: tier === null ? 'tier.released' : 'tier.set',
      subject: `member:${memberId}`,
      detail: tier === null ? {} : { tier, until: until?.toISOString() ?? null },
    };
    await writeAuditEntry(sql, shop.id, entry, now);
    await settleBehind(sql, shop.id, [{ memberId, from: now }], now);
    await assessTiers(sql, shop, [memberId], now);
    await queueEffects(sql, shop.id, 'member-summary', [memberId], now);
    return 'set';
  });
}

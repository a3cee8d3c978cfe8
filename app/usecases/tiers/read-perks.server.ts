import type { Sql } from '#app/db/database.server.ts';
import { listLastPerkUses } from '#app/db/tiers/perk-uses.server.ts';
import { isUsedUp, perkPeriod } from '#app/loyalty/tiers/perk-period.ts';

import type { MemberTier } from './member-tier.server.ts';
import type { TieringShop } from './tiering-shop.server.ts';

/**
 * The perks of a member's tier, in the program's order, each with its use in the period that is running, when it can be used
 * again, and when it could be if it were used now; times are ISO 8601, null for neither.
 */
export async function readPerks(
  sql: Sql,
  shop: TieringShop,
  { memberId, tier }: Pick<MemberTier, 'memberId' | 'tier'>,
  now: Date,
) {
  const perks = tier?.perks ?? [];
  if (perks.length === 0) return [];
  const uses = new Map(
    (await listLastPerkUses(sql, shop.id, memberId)).map((use) => [use.perk, use]),
  );
  return perks.map((perk) => {
    const period = isUsedUp(perk) ? perkPeriod(perk, now.getTime(), shop.timezone) : null;
    const last = uses.get(perk.key);
    const used = last?.periodStart.getTime() === period?.from ? last : undefined;
    const ends = period?.until ? new Date(period.until).toISOString() : null;
    return {
      ...perk,
      useId: used?.id ?? null,
      usedAt: used?.at.toISOString() ?? null,
      again: used ? ends : null,
      periodEnds: ends,
    };
  });
}

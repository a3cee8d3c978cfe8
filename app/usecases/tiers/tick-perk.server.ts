import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { type Sql, inTransaction } from '#app/db/database.server.ts';
import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { findPerkUse, notePerkUse } from '#app/db/tiers/perk-uses.server.ts';
import { MemberId } from '#app/loyalty/ids.ts';
import { isUsedUp, perkPeriod } from '#app/loyalty/tiers/perk-period.ts';

import type { Services } from '../services.server.ts';
import { findMemberTier } from './member-tier.server.ts';
import type { TieringShop } from './tiering-shop.server.ts';

/** What ticking a perk off came to. */
export type PerkOutcome =
  | { readonly outcome: 'ticked' }
  /** Used up already; `until` is when it can be used again, null for never. */
  | { readonly outcome: 'used'; readonly until: Date | null }
  /** This very tick was undone meanwhile. */
  | { readonly outcome: 'undone_since' }
  /** Her tier has no such perk, or not any more. */
  | { readonly outcome: 'not_of_tier' }
  /** It lasts, so there is nothing to use up. */
  | { readonly outcome: 'lasting' }
  | { readonly outcome: 'unknown_member' };

/** A perk that a member uses before the eyes of staff. */
export interface PerkTick {
  readonly staffUserId: string;
  /** As somebody wrote it. */
  readonly memberId: string;
  /** Its key. */
  readonly perk: string;
  /** Names the tick, a UUID: the same again notes nothing. */
  readonly key: string;
}

/**
 * Notes that a member has used a perk of her tier: once in its period of the calendar where the shop is, whoever ticks it
 * off and however often.
 */
export async function tickPerk(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: TieringShop,
  tick: PerkTick,
): Promise<PerkOutcome> {
  const memberId = MemberId.safeParse(tick.memberId);
  if (!memberId.success) return { outcome: 'unknown_member' };
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    // Two members of staff, and who merges her with another, come one after the other.
    await lockAccounts(sql, shop.id, [memberId.data]);
    return noteUse(sql, shop, tick, now);
  });
}

async function noteUse(
  sql: Sql,
  shop: TieringShop,
  tick: PerkTick,
  now: Date,
): Promise<PerkOutcome> {
  const found = await findMemberTier(sql, shop.id, tick.memberId, now);
  if (!found) return { outcome: 'unknown_member' };
  const { memberId, tier } = found;
  const before = await findPerkUse(sql, shop.id, memberId, { key: tick.key });
  if (before) return { outcome: before.isUndone ? 'undone_since' : 'ticked' };
  const perk = tier?.perks.find(({ key }) => key === tick.perk);
  if (!perk) return { outcome: 'not_of_tier' };
  if (!isUsedUp(perk)) return { outcome: 'lasting' };
  const { from, until } = perkPeriod(perk, now.getTime(), shop.timezone);
  const by = `staff:${tick.staffUserId}` as const;
  const about = { memberId, perk: perk.key, name: perk.name, key: tick.key };
  const isNoted = await notePerkUse(
    sql,
    shop.id,
    { ...about, periodStart: new Date(from), by },
    now,
  );
  if (!isNoted) return { outcome: 'used', until: until === null ? null : new Date(until) };
  const entry = {
    actor: by,
    action: 'perk.used',
    subject: `member:${memberId}`,
    detail: { perk: perk.key },
  };
  await writeAuditEntry(sql, shop.id, entry, now);
  return { outcome: 'ticked' };
}

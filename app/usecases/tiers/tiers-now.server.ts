import type { Sql } from '#app/db/database.server.ts';
import { readMarks } from '#app/db/orders/marks.server.ts';
import { readStandings } from '#app/db/tiers/standings.server.ts';
import { readTieredMembers } from '#app/db/tiers/tiered-members.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { Ladder } from '#app/loyalty/program/ladder.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import { TierCourses } from '#app/loyalty/tiers/courses-by-track.ts';

import type { TieringShop } from './tiering-shop.server.ts';

/**
 * The tiers that members have now, for whoever asks whether something is for them: as they were told last, and where an
 * assessment is due, or there never was one, as it would come out.
 * @param versions of the program, without those that were withdrawn
 * @returns keys by member; null in a program without tiers, and for who has no face any more
 */
export async function readTiersNow(
  sql: Sql,
  shop: Pick<TieringShop, 'id' | 'timezone'>,
  versions: readonly ProgramVersion[],
  memberIds: readonly MemberId[],
  now: Date,
): Promise<Map<MemberId, string | null>> {
  const standings = await readStandings(sql, shop.id, memberIds);
  const tiers = new Map<MemberId, string | null>();
  for (const [memberId, { tier, dueAt }] of standings) {
    if (dueAt === null || dueAt > now.getTime()) tiers.set(memberId, tier);
  }
  const unknown = memberIds.filter((memberId) => !tiers.has(memberId));
  if (unknown.length === 0) return tiers;
  const marks = await readMarks(sql, shop.id, unknown);
  for (const member of await readTieredMembers(sql, shop.id, unknown)) {
    const courses = new TierCourses(versions, shop, member.memberOf, member.merges);
    for (const mark of marks.get(member.memberId) ?? []) {
      if (mark.at <= now.getTime()) courses.add(mark);
    }
    tiers.set(member.memberId, courses.tierBefore(member.track, now.getTime())?.key ?? null);
  }
  return tiers;
}

/** A tier's key on another ladder than that in force: the lowest rung where it has none of that key. */
export function keyOnLadder(ladder: Ladder, key: string | null | undefined): string | null {
  return ladder.find((tier) => tier.key === key)?.key ?? ladder[0]?.key ?? null;
}

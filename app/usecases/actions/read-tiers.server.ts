import type { Sql } from '#app/db/database.server.ts';
import { readMarks } from '#app/db/orders/marks.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { readTieredMembers } from '#app/db/tiers/tiered-members.server.ts';
import { customerAt } from '#app/loyalty/history/visible-tracks.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { Program, ProgramVersion } from '#app/loyalty/program/program.ts';
import { TierCourses } from '#app/loyalty/tiers/courses-by-track.ts';

import { keyOnLadder } from '../tiers/tiers-now.server.ts';

/** A member whose tier just before a moment is asked for. */
export interface AskedTier {
  readonly memberId: MemberId;
  /** Who she was, or is: her own tier then is asked for. */
  readonly doneBy: MemberId;
  readonly at: Date;
}

/** Tells members' tiers. */
export interface TiersOfMembers {
  /** The key of a member's tier, on a program's ladder, as it was asked for; null where it has no tiers. */
  tierOf(asked: AskedTier, program: Pick<Program, 'tiers'>): string | null;
}

/**
 * Reads the tiers that members have just before moments (the ledger's law 4), as all that lies before them says: what they
 * were told last may be older than their newest order. Call it under the members' locks.
 */
export async function readTiers(
  sql: Sql,
  shop: Pick<Shop, 'id' | 'timezone'>,
  versions: readonly ProgramVersion[],
  asked: readonly AskedTier[],
): Promise<TiersOfMembers> {
  const found = await readTiersBefore(sql, shop, versions, asked);
  return { tierOf: (each, { tiers }) => keyOnLadder(tiers, found.get(keyOf(each))) };
}

async function readTiersBefore(
  sql: Sql,
  shop: Pick<Shop, 'id' | 'timezone'>,
  versions: readonly ProgramVersion[],
  asked: readonly AskedTier[],
): Promise<Map<string, string | null>> {
  if (asked.length === 0) return new Map();
  const memberIds = [...new Set(asked.map(({ memberId }) => memberId))];
  const marks = await readMarks(sql, shop.id, memberIds);
  const members = await readTieredMembers(sql, shop.id, memberIds);
  const known = new Map(members.map((member) => [member.memberId, member]));
  const tiers = asked.map((each) => {
    const member = known.get(each.memberId);
    if (!member) return [keyOf(each), null] as const;
    const at = each.at.getTime();
    const courses = new TierCourses(versions, shop, member.memberOf, member.merges);
    for (const mark of marks.get(each.memberId) ?? []) if (mark.at < at) courses.add(mark);
    const track = customerAt(member.merges, member.trackOf(each.doneBy), at);
    return [keyOf(each), courses.tierBefore(track, at)?.key ?? null] as const;
  });
  return new Map(tiers);
}

function keyOf({ memberId, doneBy, at }: AskedTier): string {
  return `${memberId} ${doneBy} ${at.getTime()}`;
}

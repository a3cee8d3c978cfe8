import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { readMarks } from '#app/db/orders/marks.server.ts';
import { type Notice, noteNotices } from '#app/db/shops/notices.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import {
  forgetDueDates,
  lockForAssessing,
  readStandings,
  saveStandings,
} from '#app/db/tiers/standings.server.ts';
import { noteTierMoves } from '#app/db/tiers/tier-moves.server.ts';
import { readTieredMembers, type StoredTieredMember } from '#app/db/tiers/tiered-members.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import { assess, type Assessment, type StoredStanding } from '#app/loyalty/tiers/assessment.ts';
import { type TrackedMark, TierCourses } from '#app/loyalty/tiers/courses-by-track.ts';

import { handOutTierGifts } from './hand-out-gifts.server.ts';
import { noticesOf } from './tier-notices.server.ts';
import type { TieringShop } from '../tiers/tiering-shop.server.ts';

/**
 * Finds out where members stand by now, and does what follows from it where that is another place than before: the move
 * is noted, the member is to be told, what a tier gives to whoever reaches it is given, and Shopify learns of it. A batch
 * of any size is a handful of statements; doing it again changes nothing.
 * @param sql an open transaction in which no member is locked yet
 * @returns those who stand elsewhere, or must be told something else of it
 */
export async function assessTiers(
  sql: Sql,
  shop: TieringShop,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<MemberId[]> {
  await lockForJudging(sql, shop.id);
  const versions = await listProgramVersions(sql, shop.id);
  if (memberIds.length === 0 || !versions.some(({ program }) => program.tiers.length > 0)) {
    return [];
  }
  await lockForAssessing(sql, shop.id);
  const members = await readTieredMembers(sql, shop.id, memberIds);
  const found = new Set(members.map(({ memberId }) => memberId));
  await forgetDueDates(
    sql,
    shop.id,
    memberIds.filter((memberId) => !found.has(memberId)),
  );
  const marks = await readMarks(sql, shop.id, [...found]);
  const stored = await readStandings(sql, shop.id, [...found]);
  const assessments = new Map(
    members.map((member) => {
      const { memberId } = member;
      const context = { versions, shop, now: now.getTime() };
      const known = { marks: marks.get(memberId) ?? [], stored: stored.get(memberId) ?? null };
      return [memberId, assessMember(member, known, context)];
    }),
  );
  return carryOut(sql, shop, { assessments, stored }, now);
}

function assessMember(
  member: StoredTieredMember,
  known: { readonly marks: readonly TrackedMark[]; readonly stored: StoredStanding | null },
  context: {
    readonly versions: readonly ProgramVersion[];
    readonly shop: TieringShop;
    readonly now: number;
  },
): Assessment {
  const { versions, shop, now } = context;
  const courses = new TierCourses(versions, shop, member.memberOf, member.merges);
  // What lies ahead, by a clock that was set back or another's that is fast, is not there yet.
  for (const mark of known.marks) if (mark.at <= now) courses.add(mark);
  const pins = member.memberOf(member.track).pins;
  const nextMark = known.marks.find((mark) => mark.at > now);
  const dates = pins.flatMap(({ from, until }) => [from, until ?? from]);
  const ahead = [...dates, nextMark?.at ?? now].filter((date) => date > now);
  const assessed = {
    ...courses.standingAt(member.track, now),
    stored: known.stored,
    nextDatedAt: ahead.length === 0 ? null : Math.min(...ahead),
    joinedAt: member.joinedAt.getTime(),
  };
  return assess(assessed, versions, now);
}

/** What was found out, and what was known before. */
interface Findings {
  readonly assessments: ReadonlyMap<MemberId, Assessment>;
  readonly stored: ReadonlyMap<MemberId, StoredStanding>;
}

async function carryOut(
  sql: Sql,
  shop: TieringShop,
  { assessments, stored }: Findings,
  now: Date,
): Promise<MemberId[]> {
  const all = [...assessments];
  const changed = all.filter(
    ([memberId, { standing }]) => !isSame(standing, stored.get(memberId) ?? null),
  );
  const standings = changed.map(([memberId, { standing }]) => [memberId, standing] as const);
  await saveStandings(sql, shop.id, new Map(standings), now);
  const moves = all.flatMap(([memberId, { move }]) => (move ? [[memberId, move] as const] : []));
  await noteTierMoves(sql, shop.id, new Map(moves), now);
  const notices = all.flatMap(([memberId, each]): Notice[] => noticesOf(memberId, each));
  await noteNotices(sql, shop.id, notices, now);
  const mirrored = standings
    .filter(([memberId, standing]) => isMirroredAnew(standing, stored.get(memberId) ?? null))
    .map(([memberId]) => memberId);
  await queueEffects(sql, shop.id, 'member-tier', mirrored, now);
  const gifts = all.flatMap(([memberId, each]) =>
    each.gifts.map((gift) => ({ ...gift, memberId })),
  );
  await handOutTierGifts(sql, shop, gifts, now);
  return changed.map(([memberId]) => memberId);
}

function isSame(a: StoredStanding, b: StoredStanding | null): boolean {
  return b !== null && JSON.stringify(a) === JSON.stringify(b);
}

/** Whether Shopify's copy of a standing, which says less, would be another. */
function isMirroredAnew(after: StoredStanding, before: StoredStanding | null): boolean {
  return after.tier !== before?.tier || after.since !== before.since;
}

import type { Sql } from '#app/db/database.server.ts';
import { listStandings } from '#app/db/members/members.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { readStandings } from '#app/db/tiers/standings.server.ts';
import { MemberId } from '#app/loyalty/ids.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import { type Program, versionInForce } from '#app/loyalty/program/program.ts';
import type { StoredStanding } from '#app/loyalty/tiers/assessment.ts';

/** A member and where she stands in the program that is in force. */
export interface MemberTier {
  readonly memberId: MemberId;
  /** Null before the first version. */
  readonly program: Program | null;
  /** Null in a program without tiers. */
  readonly tier: Tier | null;
  /** Null for who was never assessed: she is on the lowest rung. */
  readonly standing: StoredStanding | null;
}

/**
 * Looks up a member who has a face, and her tier.
 * @param memberId as somebody wrote it
 * @returns undefined for who is no member, was redacted, or has become another
 */
export async function findMemberTier(
  sql: Sql,
  shopId: Shop['id'],
  memberId: string,
  now: Date,
): Promise<MemberTier | undefined> {
  const parsed = MemberId.safeParse(memberId);
  if (!parsed.success) return undefined;
  const [member] = await listStandings(sql, shopId, [parsed.data]);
  if (!member) return undefined;
  const versions = await listProgramVersions(sql, shopId);
  const program = versionInForce(versions, now)?.program ?? null;
  const standings = await readStandings(sql, shopId, [parsed.data]);
  const standing = standings.get(parsed.data) ?? null;
  const ladder = program?.tiers ?? [];
  const tier = ladder.find(({ key }) => key === standing?.tier) ?? ladder[0] ?? null;
  return { memberId: parsed.data, program, tier, standing };
}

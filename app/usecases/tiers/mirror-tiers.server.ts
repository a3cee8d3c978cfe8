import { listStandings } from '#app/db/members/members.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { readStandings } from '#app/db/tiers/standings.server.ts';
import { listMoved } from '#app/db/tiers/tier-moves.server.ts';
import { dateAt, writeDate } from '#app/loyalty/time/calendar.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';
import {
  type MirroredTier,
  type TiersWritten,
  writeMemberTiers,
} from '#app/shopify/customers/member-tiers.server.ts';

import type { Services } from '../services.server.ts';

/** Tells Shopify which tiers members have now. Who has no customer any more, or was never assessed, is passed over. */
export async function mirrorTiers(
  { database, clock, adminApi }: Pick<Services, 'database' | 'clock' | 'adminApi'>,
  shop: Pick<Shop, 'id' | 'domain' | 'timezone'>,
  memberIds: readonly string[],
): Promise<TiersWritten> {
  const { pool } = database;
  const versions = await listProgramVersions(pool, shop.id);
  const ladder = versionInForce(versions, clock.now())?.program.tiers ?? [];
  const people = await listStandings(pool, shop.id, memberIds);
  const standings = await readStandings(pool, shop.id, memberIds);
  const moved = await listMoved(pool, shop.id, memberIds);
  const tiers = people.flatMap(({ memberId, customerId, joinedAt }): MirroredTier[] => {
    const standing = standings.get(memberId);
    if (!standing) return [];
    const since = dateAt(standing.since ?? joinedAt.getTime(), shop.timezone);
    return [
      {
        subjectId: memberId,
        customerId,
        tier: standing.tier,
        rank: ladder.findIndex(({ key }) => key === standing.tier) + 1,
        since: writeDate(since),
        isTagged: moved.has(memberId),
      },
    ];
  });
  const keys = versions.flatMap(({ program }) => program.tiers.map(({ key }) => key));
  return writeMemberTiers(adminApi, shop.domain, tiers, [...new Set(keys)]);
}

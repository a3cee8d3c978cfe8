import { reopenConsents } from '#app/db/actions/email-consents.server.ts';
import { finishJoinings, type Joined, listJoinings } from '#app/db/actions/joinings.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { type ProgramVersion, versionInForce } from '#app/loyalty/program/program.ts';

import type { Services } from '../services.server.ts';
import { decideWithTags, type UntaggedWish } from './decide-with-tags.server.ts';
import type { OccasionStep } from './occasion-step.server.ts';

const BATCH_SIZE = 500;

/**
 * Gives the next members points for joining, however they did it, by the version that was in force when they joined: who
 * joined before there was such a rule gets nothing. What they have said of the newsletter is looked at again now that
 * they are members.
 */
export async function giveForJoining(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
): Promise<OccasionStep> {
  const { pool } = services.database;
  const joined = await listJoinings(pool, shop.id, BATCH_SIZE);
  if (joined.length === 0) return { kind: 'done' };
  const versions = await listProgramVersions(pool, shop.id);
  const wishes = joined.flatMap((member) => wishesOf(member, versions));
  const decided = await decideWithTags(services, shop, wishes, async (sql) => {
    const memberIds = joined.map(({ memberId }) => memberId);
    await reopenConsents(
      sql,
      shop.id,
      joined.map(({ customerId }) => customerId),
    );
    await finishJoinings(sql, shop.id, memberIds);
  });
  return decided.ok ? { kind: 'more' } : { kind: 'no_answer', failure: decided.failure };
}

/** Who has become another member since was one before that: it is the other who joined, and she has been asked about. */
function wishesOf(
  { memberId, joinedAt, mergedInto }: Joined,
  versions: readonly ProgramVersion[],
): UntaggedWish[] {
  if (mergedInto !== null) return [];
  const rules = versionInForce(versions, joinedAt)?.program.earning.actions ?? [];
  return rules
    .filter(({ occasion }) => occasion.kind === 'joining')
    .map(({ key }) => ({
      externalId: `joining:${key}:${memberId}`,
      memberId,
      rule: key,
      occasion: 'joining',
      at: joinedAt,
      proof: null,
      isToldTooLate: false,
      isFinal: true,
      input: [memberId],
    }));
}

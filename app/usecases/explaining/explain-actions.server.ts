import { listActionsOfMember } from '#app/db/actions/actions.server.ts';
import { listLotsNow, listPostingsOf } from '#app/db/ledger/explained-causes.server.ts';
import { findMember } from '#app/db/members/member-history.server.ts';
import { pointsNow } from '#app/loyalty/explain/points-now.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

/** How many of a member's newest actions are explained. */
const ACTIONS_MAX = 25;

/**
 * Why what a member did besides buying earned what it did, or nothing, and where the points are now.
 * @param asked the member's id, as an address says it
 * @returns times as ISO 8601; null where the shop has no such member
 */
export async function explainActions(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  asked: string,
) {
  const memberId = MemberId.safeParse(asked);
  if (!memberId.success) return null;
  const { pool } = database;
  const member = await findMember(database, shopId, memberId.data);
  if (!member) return null;
  const now = clock.now();
  const actions = await listActionsOfMember(pool, shopId, member.memberId, ACTIONS_MAX);
  const explained = await Promise.all(
    actions.map(async ({ id, at, receipt }) => {
      const cause = { kind: 'action', id } as const;
      const [lots, postings] = await Promise.all([
        listLotsNow(pool, shopId, cause, null),
        listPostingsOf(pool, shopId, cause, null),
      ]);
      return {
        id,
        at: at.toISOString(),
        receipt,
        pointsNow: pointsNow(lots, now),
        postings: postings.map((posting) => ({ ...posting, at: posting.at.toISOString() })),
      };
    }),
  );
  const { customerId, firstName, lastName, email } = member;
  return { memberId: member.memberId, customerId, firstName, lastName, email, actions: explained };
}

import { z } from 'zod';

import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { findMembersById } from '#app/db/members/enrolment.server.ts';
import { AdjustmentPoints, REASON_LENGTH_MAX } from '#app/loyalty/adjusting/adjustment.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import type { Services } from '../services.server.ts';
import { type AdjustmentOutcome, adjustPoints } from './adjust-points.server.ts';

/** What staff fill in. */
export const MemberAdjustment = z.object({
  /** Made for each form that is opened, so that sending it twice adjusts once. */
  key: z.uuid(),
  memberId: MemberId,
  points: AdjustmentPoints,
  reason: z.string().trim().min(1).max(REASON_LENGTH_MAX).transform(storableText),
  /** What becomes of points that are to be taken and are not there. */
  beyond: z.enum(['refuse', 'owe']),
});

export type MemberAdjustment = z.infer<typeof MemberAdjustment>;

/** Adjusts one member's points, once for each key, and notes who did. */
export async function adjustMember(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  staffUserId: string,
  { key, ...asked }: MemberAdjustment,
): Promise<AdjustmentOutcome> {
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const adjustment = { ...asked, id: `staff:${key}`, staffUserId };
    const [outcome] = await adjustPoints(sql, shopId, [adjustment], now);
    if (outcome?.kind !== 'adjusted') return outcome ?? { kind: 'no_member' };
    const [member] = await findMembersById(sql, shopId, [asked.memberId]);
    await writeAuditEntry(
      sql,
      shopId,
      {
        actor: `staff:${staffUserId}`,
        action: outcome.points > 0 ? 'points.given' : 'points.taken',
        subject: member ? `customer:${member.customerId}` : null,
        detail: { points: Math.abs(outcome.points) },
      },
      now,
    );
    return outcome;
  });
}

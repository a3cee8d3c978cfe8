import { z } from 'zod';

import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { closePayOut } from '#app/db/redemptions/pay-outs.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { endRedemption, type RedemptionEnding } from './end-redemption.server.ts';
import type { Services } from '../services.server.ts';

/** Who decides, and on which redemption. */
export interface StaffDecision {
  readonly staffUserId: string;
  /** As the address says it. */
  readonly id: string;
}

/** What a decision came to; `not_open` where there is nothing to decide, or not any more. */
export type Decided = 'done' | 'not_open' | 'unknown';

/** A redemption's id as an address may name it. */
export const RedemptionId = z.string().regex(/^[1-9]\d{0,17}$/);

/** How staff end redemptions. */
export interface StaffEnding {
  /** As the log names it. */
  readonly action: 'redemption.confirmed' | 'redemption.given_up' | 'redemption.handed_over';
  /** How it ends, as it stands; null where it may not. */
  readonly decide: (
    sql: Sql,
    redemption: Redemption,
  ) => RedemptionEnding | null | Promise<RedemptionEnding | null>;
}

/** Ends a redemption as a member of staff has decided, and notes that in the log. */
export async function endByStaff(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: StaffDecision,
  { action, decide }: StaffEnding,
): Promise<Decided> {
  const parsed = RedemptionId.safeParse(id);
  if (!parsed.success) return 'unknown';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const ended = await endRedemption(sql, shopId, id, (found) => decide(sql, found), now);
    if (ended.kind !== 'ended') return ended.kind;
    await closePayOut(sql, shopId, id, null);
    await noteDecision(sql, shopId, { staffUserId, action, redemption: ended.before }, now);
    return 'done';
  });
}

/** Notes in the log what staff have decided on a redemption. */
export async function noteDecision(
  sql: Sql,
  shopId: ShopId,
  noted: {
    readonly staffUserId: string;
    readonly action: StaffEnding['action'] | 'redemption.called_off' | 'redemption.retried';
    readonly redemption: Pick<Redemption, 'id' | 'rewardKey' | 'points'>;
  },
  now: Date,
): Promise<void> {
  const { id, rewardKey, points } = noted.redemption;
  const entry = {
    actor: `staff:${noted.staffUserId}`,
    action: noted.action,
    subject: `redemption:${id}`,
    detail: { reward: rewardKey, points },
  } as const;
  await writeAuditEntry(sql, shopId, entry, now);
}

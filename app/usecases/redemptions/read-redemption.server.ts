import { findPayOut } from '#app/db/redemptions/pay-outs.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { listDecisions, listPointsMoved } from '#app/db/redemptions/redemption-history.server.ts';
import {
  findListedRedemption,
  type ListedRedemption,
} from '#app/db/redemptions/redemption-list.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { canBeCalledOff } from './call-off-redemption.server.ts';
import { RedemptionId } from './decide-by-staff.server.ts';
import { viewRedemption } from './redemption-view.server.ts';
import type { Services } from '../services.server.ts';

/** Something that happened to a redemption. Times are ISO 8601. */
export type RedemptionEvent = { readonly at: string } & (
  | { readonly kind: 'redeemed' | 'won' }
  | {
      readonly kind: 'points';
      readonly movement: 'held' | 'spent' | 'released';
      readonly points: number;
    }
  | {
      readonly kind: 'decision';
      readonly action: string;
      /** Of staff: the number by which Shopify knows them. */
      readonly staffUserId: string | null;
      readonly isReader: boolean;
    }
);

/**
 * A redemption with what happened to it, oldest first, and what can be done about it.
 * @param request.id as the address says it
 */
export async function readRedemption(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  request: { readonly id: string; readonly staffUserId: string },
) {
  const { pool } = database;
  const id = RedemptionId.safeParse(request.id);
  const found = id.success ? await findListedRedemption(pool, shopId, id.data) : null;
  if (!found) return { kind: 'unknown' as const };
  const payOut = await findPayOut(pool, shopId, found.id);
  return {
    kind: 'found' as const,
    now: clock.now().toISOString(),
    redemption: {
      ...viewRedemption(found, await listProgramVersions(pool, shopId)),
      code: found.code,
      orderId: found.orderId,
      cause: found.cause.kind,
      askedAt: payOut?.askedAt.toISOString() ?? null,
      expiresAt: payOut?.expiresAt?.toISOString() ?? null,
    },
    canBeCalledOff: await canBeCalledOff(pool, shopId, found),
    history: await historyOf(pool, shopId, found, request.staffUserId),
  };
}

async function historyOf(
  sql: Sql,
  shopId: ShopId,
  redemption: ListedRedemption,
  readerId: string,
): Promise<RedemptionEvent[]> {
  const isPrize = redemption.cause.kind !== 'member';
  const begun: RedemptionEvent = {
    at: redemption.createdAt.toISOString(),
    kind: isPrize ? 'won' : 'redeemed',
  };
  const moved = await listPointsMoved(sql, shopId, redemption);
  const points = moved.map(({ at, movement, points: count }): RedemptionEvent => ({
    at: at.toISOString(),
    kind: 'points',
    movement,
    points: count,
  }));
  const decided = await listDecisions(sql, shopId, redemption);
  const decisions = decided.map(({ at, actor, action }): RedemptionEvent => {
    const staffUserId = /^staff:(.+)$/.exec(actor)?.[1] ?? null;
    return {
      at: at.toISOString(),
      kind: 'decision',
      action,
      staffUserId,
      isReader: staffUserId === readerId,
    };
  });
  // Sorting is stable: what happened at the same moment stays in the order in which it follows from each other.
  return [begun, ...decisions, ...points].toSorted((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
}

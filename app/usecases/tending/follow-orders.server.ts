import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { listOrderFacts } from '#app/db/orders/order-lookups.server.ts';
import { findProgram } from '#app/db/programs/program-versions.server.ts';
import {
  listWithChangedOrders,
  markOrderSeen,
} from '#app/db/redemptions/redemption-orders.server.ts';
import { changeRedemption, type RedemptionChange } from '#app/db/redemptions/redemptions.server.ts';
import { holdIdOf, type Redemption } from '#app/db/redemptions/redemption.server.ts';
import { PRESETS } from '#app/loyalty/presets/presets.ts';
import { followOrder } from '#app/loyalty/rewards/follow-order.ts';

import { giveBackPoints } from '../redeeming/end-hold.server.ts';
import { spendPoints } from '../redeeming/redeem-points.server.ts';
import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import type { Tending } from './tending.server.ts';

const BATCH_SIZE = 200;

/**
 * Has redemptions follow the orders that used their codes: they are used, and where the order comes back as a whole their
 * points do, too, if the version says so that promised them.
 */
export async function followOrders(tending: Tending): Promise<void> {
  const { services, shop } = tending;
  for (let after = '0'; ;) {
    const page = { after, limit: BATCH_SIZE };
    const some = await listWithChangedOrders(services.database.pool, shop.id, page);
    await tending.forEach(some, ({ id }) =>
      inTransaction(services.database, (sql) => follow(sql, tending, id)),
    );
    const last = some.at(-1);
    if (!last || some.length < BATCH_SIZE) return;
    after = last.id;
  }
}

async function follow(sql: Sql, { shop, now }: Tending, id: string): Promise<void> {
  const redemption = await lockWithMember(sql, shop.id, id);
  if (!redemption) return;
  await markOrderSeen(sql, shop.id, id);
  if (redemption.orderId === null) return;
  const [fact] = await listOrderFacts(sql, shop.id, [redemption.orderId]);
  if (!fact) return;
  const program = await findProgram(sql, shop.id, redemption.programVersion);
  const { afterReturn } = (program ?? PRESETS.plain).redemption;
  const change = await changeFor(
    sql,
    shop.id,
    redemption,
    followOrder(redemption, fact, afterReturn),
    now,
  );
  if (change) await changeRedemption(sql, shop.id, id, { ...change, retryAt: null }, now);
}

async function changeFor(
  sql: Sql,
  shopId: Tending['shop']['id'],
  redemption: Redemption,
  after: ReturnType<typeof followOrder>,
  now: Date,
): Promise<RedemptionChange | null> {
  switch (after) {
    case 'settled':
      return null;
    case 'used':
      return redemption.state === 'used' ? null : { state: 'used', problem: null };
    case 'give_back':
      await giveBackOnce(sql, shopId, redemption, now);
      return { state: 'returned', problem: null, returnedOrderId: redemption.orderId };
    case 'take_again': {
      const isTaken = await takeAgain(sql, shopId, redemption, now);
      return { state: 'used', problem: isTaken ? null : 'points_missing' };
    }
  }
}

/** Names the points that are taken once more for a redemption that had been called off, and was used all the same. */
function againIdOf(redemption: Redemption): string {
  return `${holdIdOf(redemption)}:again`;
}

/** Names those that are taken once more for an order that turned out to have used the code before one that came back. */
function earlierIdOf(redemption: Redemption): string {
  return `${holdIdOf(redemption)}:order-${redemption.orderId}`;
}

async function giveBackOnce(
  sql: Sql,
  shopId: Tending['shop']['id'],
  redemption: Redemption,
  now: Date,
): Promise<void> {
  for (const idOf of [holdIdOf, againIdOf, earlierIdOf]) {
    if ((await giveBackPoints(sql, shopId, idOf(redemption), now)) === 'done') return;
  }
}

async function takeAgain(
  sql: Sql,
  shopId: Tending['shop']['id'],
  redemption: Redemption,
  now: Date,
): Promise<boolean> {
  const { points, memberId, rewardKey, state } = redemption;
  if (points === 0) return true;
  const id = state === 'returned' ? earlierIdOf(redemption) : againIdOf(redemption);
  const taken = { id, memberId, points, reason: rewardKey };
  const outcome = await spendPoints(sql, shopId, taken, now);
  return outcome === 'spent' || outcome === 'repeated';
}

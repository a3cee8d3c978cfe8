import { handOverActions } from '#app/db/actions/person-of-actions.server.ts';
import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import {
  findInferredMerge,
  makeAlias,
  noteCustomerMerge,
  resolveCustomers,
} from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { dropEffectsOn, queueEffects } from '#app/db/queue/effects.server.ts';
import { ensureMembers, findMembers } from '#app/db/members/enrolment.server.ts';
import { readLots } from '#app/db/ledger/lots.server.ts';
import { listSeverallyNamed } from '#app/db/orders/order-lookups.server.ts';
import { type NewTransfer, postTransfers } from '#app/db/ledger/post-transfers.server.ts';
import { lockAgainstJudging } from '#app/db/programs/programs.server.ts';
import { redactAliases } from '#app/db/privacy/redacted-members.server.ts';
import type { CustomerId, MemberId } from '#app/loyalty/ids.ts';
import {
  type HoldingLeg,
  planHandover,
  planSetOff,
  refuseUncountable,
} from '#app/loyalty/ledger/move-holdings.ts';
import { isUnexpired } from '#app/loyalty/ledger/settle-order.ts';
import type { MergeReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

import { keepActive } from '../ledger/keep-active.server.ts';
import { withoutDetails } from './find-people.server.ts';
import { settleBehind } from './settle-behind.server.ts';
import { claimOrders, settleAgain } from './settle-orders.server.ts';
import type { SettlingShop } from './order-change.server.ts';

/** One customer became another. */
export interface CustomersMerged {
  readonly absorbed: CustomerId;
  readonly kept: CustomerId;
  /** Whole seconds, as orders have them. */
  readonly mergedAt: Date;
  /** Found out from orders that had changed hands, not told by Shopify. */
  readonly isInferred: boolean;
}

/**
 * Makes two members one (the ledger's law 11): lots with their dates, holds and debt go over, debt is set off against
 * what is available, and the old id stays as an alias. Nothing settled is judged anew, but for orders placed after the
 * merge, which see what both have earned. Telling it again changes nothing; a better time for it is taken over.
 * @param sql an open transaction
 * @throws AmountError when both together have more points than can be counted with
 */
export async function mergeCustomers(
  sql: Sql,
  shop: SettlingShop,
  merge: CustomersMerged,
  now: Date,
): Promise<'merged' | 'known' | 'contradictory'> {
  await lockAgainstJudging(sql, shop.id);
  const inferred = await findInferredMerge(sql, shop.id, merge.absorbed);
  const news = await noteCustomerMerge(sql, shop.id, merge);
  if (news === 'contradictory' || news === 'known') return news;
  // Whoever became one and is another by now: the one has become the other since.
  if (inferred && !merge.isInferred && inferred.kept !== merge.kept) {
    await mergeCustomers(sql, shop, { ...inferred, absorbed: merge.kept, isInferred: true }, now);
  }
  const kept = (await resolveCustomers(sql, shop.id, [merge.kept])).get(merge.kept) ?? merge.kept;
  await joinMembers(sql, shop, merge, kept, now);
  const member = (await findMembers(sql, shop.id, [kept])).get(kept);
  if (!member) return 'merged';
  const { memberId } = member;
  await claimOrders(sql, shop, [{ member, customerIds: [merge.absorbed, kept] }], now);
  await settleAgain(sql, shop, await listSeverallyNamed(sql, shop.id, memberId), now);
  // What was thought to lie behind the merge may lie before it now.
  const moments = [merge, ...(inferred ? [inferred] : [])].map((each) => each.mergedAt);
  const places = moments.map((from) => ({ memberId, from }));
  await settleBehind(sql, shop.id, places, now);
  await keepActive(sql, shop.id, [memberId]);
  await queueEffects(sql, shop.id, 'member-summary', [memberId], now);
  // Also where she stays where she was: Shopify puts the tags of both together, and the other's tier is among them.
  await queueEffects(sql, shop.id, 'member-tier', [memberId], now);
  return 'merged';
}

async function joinMembers(
  sql: Sql,
  shop: SettlingShop,
  merge: CustomersMerged,
  kept: CustomerId,
  now: Date,
): Promise<void> {
  const found = await findMembers(sql, shop.id, [merge.absorbed, kept]);
  const absorbed = found.get(merge.absorbed);
  let survivor = found.get(kept);
  if (absorbed && !survivor) {
    const customer = withoutDetails(kept);
    const enrolment = { customer, joinedAt: absorbed.joinedAt, emailHash: null };
    survivor = (await ensureMembers(sql, shop.id, [enrolment])).members.get(kept);
  }
  if (absorbed && survivor) {
    await handOver(sql, shop, merge, absorbed.memberId, survivor.memberId, now);
  }
}

async function handOver(
  sql: Sql,
  shop: SettlingShop,
  merge: CustomersMerged,
  absorbed: MemberId,
  kept: MemberId,
  now: Date,
): Promise<void> {
  const accounts = await lockAccounts(sql, shop.id, [absorbed, kept]);
  const holdings = accounts.get(absorbed);
  const others = accounts.get(kept);
  if (!holdings || !others) throw new Error('a member without accounts was merged');
  refuseUncountable(holdings, others);
  await makeAlias(sql, shop.id, absorbed, kept);
  await handOverActions(sql, shop.id, absorbed, kept);
  await redactAliases(sql, shop.id, [kept]);
  const debt = holdings.owed + others.owed;
  const spending = [{ memberId: kept, points: debt }];
  const wanted = { orders: [], spending, spendableAt: now, owing: [kept] };
  const lots = await readLots(sql, shop.id, wanted);
  const paying = lots.filter((lot) => isUnexpired(lot, now.getTime()));
  const { leave, arrive } = planHandover(holdings);
  const of = (memberId: MemberId) => (leg: HoldingLeg) => ({ ...leg, memberId });
  const legs = [
    ...leave.map(of(absorbed)),
    ...arrive.map(of(kept)),
    ...planSetOff(lots, paying, 'remaining').map(of(kept)),
  ];
  const because: MergeReceipt = {
    kind: 'merge',
    absorbedCustomerId: merge.absorbed,
    keptCustomerId: merge.kept,
    mergedAt: merge.mergedAt.toISOString(),
  };
  const transfers = legs.map(({ movement, ...moves }, index): NewTransfer => ({
    ...moves,
    causeKind: 'merge',
    causeId: merge.absorbed,
    ordinal: 0,
    leg: index,
    corrects: null,
    receipt: { movement, because },
    occurredAt: merge.mergedAt,
  }));
  await postTransfers(sql, shop.id, { transfers, newLots: [] }, now);
  await dropEffectsOn(sql, shop.id, 'member-summary', [absorbed]);
  await dropEffectsOn(sql, shop.id, 'member-tier', [absorbed]);
}

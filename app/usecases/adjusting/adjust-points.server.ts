import { createHash } from 'node:crypto';

import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { listPostedAdjustments } from '#app/db/adjusting/posted-adjustments.server.ts';
import { type CauseNews, findCause, noteCauses } from '#app/db/ledger/causes.server.ts';
import { resolveMembers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { listRepaidDebts } from '#app/db/ledger/repaid-debts.server.ts';
import { lockForJudging } from '#app/db/programs/programs.server.ts';
import {
  type Adjustment,
  adjustedPoints,
  AdjustmentPoints,
  type Balance,
  balanceAfter,
} from '#app/loyalty/adjusting/adjustment.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import { ageLotsOf } from '../ledger/age-lots.server.ts';
import { type AdjustingPosting, postAdjustments } from './post-adjustments.server.ts';

/** What an adjustment came to. */
export type AdjustmentOutcome =
  /** So many points were given, or taken where negative: fewer than asked for where that was allowed, or none. */
  | { readonly kind: 'adjusted'; readonly points: number }
  /** It was carried out before. */
  | { readonly kind: 'repeated' }
  /** Another adjustment has this id. */
  | { readonly kind: 'contradictory' }
  | { readonly kind: 'no_member' }
  /** No integer, zero, or more than anybody means. */
  | { readonly kind: 'no_amount' }
  /** There are not so many points to be taken. */
  | { readonly kind: 'not_enough'; readonly available: number };

/**
 * Gives members points, or takes some, because staff say so. What is given repays debt first and opens a lot; what is
 * taken comes out of the lots that expire next, and never out of what a redemption holds. Each adjustment is carried out
 * once, however often it is asked for; a batch of any size is a handful of statements.
 * @param sql an open transaction
 * @returns what each came to, in their order
 */
export async function adjustPoints(
  sql: Sql,
  shopId: ShopId,
  adjustments: readonly Adjustment[],
  now: Date,
): Promise<AdjustmentOutcome[]> {
  await lockForJudging(sql, shopId);
  const holders = await findHolders(sql, shopId, adjustments);
  const memberIds = [...new Set(holders.values())];
  await age(sql, shopId, memberIds, now);
  const accounts = await lockAccounts(sql, shopId, memberIds);
  const balances = new Map<MemberId, Balance>(accounts);
  const outcomes: AdjustmentOutcome[] = [];
  const postings: AdjustingPosting[] = [];
  const newsOf = await noteFeasible(sql, shopId, { adjustments, holders, balances }, now);
  for (const adjustment of adjustments) {
    const memberId = holders.get(adjustment) ?? adjustment.memberId;
    const balance = balances.get(memberId);
    const refusal = refusalOf(adjustment, balance, newsOf.get(adjustment));
    if (refusal || !balance) {
      outcomes.push(refusal ?? { kind: 'no_member' });
      continue;
    }
    const points = adjustedPoints(adjustment, balance.available);
    if (points === null) throw new Error('an adjustment was noted that is not possible');
    outcomes.push({ kind: 'adjusted', points });
    balances.set(memberId, balanceAfter(balance, points));
    if (points !== 0) postings.push(postingOf(adjustment, memberId, points));
  }
  await postAdjustments(sql, shopId, accounts, postings, now);
  return outcomes;
}

/** What taking adjustments back came to. */
export interface Undone {
  /** Adjustments that were taken back by this. */
  readonly count: number;
  /** Points that had been spent meanwhile: they are left to whoever spent them. */
  readonly pointsLeft: number;
}

/**
 * Takes adjustments back as a whole. Points that were given come out of their own lot, then out of others; what the member
 * has spent meanwhile is left to her, for the mistake was the shop's, and what had repaid a debt is owed again. Points that were taken are given back: what is owed
 * for them still is cancelled, and the rest can be spent as if it were given now. Doing it again changes nothing.
 * @param sql an open transaction
 * @param staffUserId Shopify's id of whoever takes them back
 */
export async function undoAdjustments(
  sql: Sql,
  shopId: ShopId,
  ids: readonly string[],
  staffUserId: string,
  now: Date,
): Promise<Undone> {
  await lockForJudging(sql, shopId);
  const memberIds = (await listPostedAdjustments(sql, shopId, ids)).map((each) => each.memberId);
  await age(sql, shopId, memberIds, now);
  const accounts = await lockAccounts(sql, shopId, memberIds);
  // Read again under the locks: somebody else may have taken them back meanwhile.
  const open = (await listPostedAdjustments(sql, shopId, ids)).filter((each) => !each.isUndone);
  const openIds = open.map(({ id }) => id);
  const repaid = await listRepaidDebts(sql, shopId, 'adjustment', openIds);
  const repaidBy = new Map(repaid.map(({ causeId, points }) => [causeId, points]));
  const postings = open.map((each): AdjustingPosting => ({
    causeId: each.id,
    ordinal: 1,
    memberId: each.memberId,
    points: -each.points,
    beyondBalance: 'forgiven',
    repaid: repaidBy.get(each.id) ?? 0,
    lotIds: each.lotIds,
    corrects: each.firstTransferId,
    receipt: {
      kind: 'adjustment',
      reason: each.reason,
      points: -each.points,
      staffUserId,
      undoes: true,
    },
  }));
  const beyond = await postAdjustments(sql, shopId, accounts, postings, now);
  const pointsLeft = [...beyond.values()].reduce((sum, points) => sum + points, 0);
  return { count: postings.length, pointsLeft };
}

/** What has expired by now cannot be taken, and what has matured can, however late their job is. */
async function age(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<void> {
  for (const event of ['maturity', 'expiry'] as const) {
    await ageLotsOf(sql, shopId, event, memberIds, now);
  }
}

/** The members named, or those they were merged into. */
async function findHolders(
  sql: Sql,
  shopId: ShopId,
  adjustments: readonly Adjustment[],
): Promise<Map<Adjustment, MemberId>> {
  const memberIds = adjustments.map(({ memberId }) => memberId);
  const survivors = await resolveMembers(sql, shopId, memberIds);
  return new Map(adjustments.map((each) => [each, survivors.get(each.memberId) ?? each.memberId]));
}

interface Asked {
  readonly adjustments: readonly Adjustment[];
  readonly holders: ReadonlyMap<Adjustment, MemberId>;
  readonly balances: ReadonlyMap<MemberId, Balance>;
}

/**
 * Notes those that can be carried out, and looks the others up: one that was carried out before is not refused now. What
 * others of the same batch give is not counted on, for they may turn out to have been carried out before.
 */
async function noteFeasible(
  sql: Sql,
  shopId: ShopId,
  { adjustments, holders, balances }: Asked,
  now: Date,
): Promise<Map<Adjustment, CauseNews | undefined>> {
  const spent = new Map<MemberId, number>();
  const feasible: Adjustment[] = [];
  const news = new Map<Adjustment, CauseNews | undefined>();
  for (const adjustment of adjustments) {
    const memberId = holders.get(adjustment) ?? adjustment.memberId;
    const available = balances.get(memberId)?.available;
    if (available === undefined || !AdjustmentPoints.safeParse(adjustment.points).success) continue;
    const before = spent.get(memberId) ?? 0;
    const points = adjustedPoints(adjustment, Math.max(0, available - before));
    if (points === null) {
      news.set(adjustment, await findCause(sql, shopId, causeOf(adjustment)));
      continue;
    }
    if (points < 0) spent.set(memberId, before - points);
    feasible.push(adjustment);
  }
  const noted = await noteCauses(sql, shopId, feasible.map(causeOf), now);
  feasible.forEach((adjustment, index) => news.set(adjustment, noted[index]));
  return news;
}

function refusalOf(
  adjustment: Adjustment,
  balance: Balance | undefined,
  news: CauseNews | undefined,
): AdjustmentOutcome | null {
  if (!AdjustmentPoints.safeParse(adjustment.points).success) return { kind: 'no_amount' };
  if (!balance) return { kind: 'no_member' };
  if (news === 'new') return null;
  if (news !== undefined) return { kind: news };
  return { kind: 'not_enough', available: balance.available };
}

function causeOf({ id, memberId, points, reason, beyond }: Adjustment) {
  const inputHash = createHash('sha256')
    .update(JSON.stringify([memberId, points, reason, beyond]))
    .digest('base64url');
  return { kind: 'adjustment', id, inputHash, result: { memberId, points } } as const;
}

function postingOf(
  { id, reason, beyond, staffUserId }: Adjustment,
  memberId: MemberId,
  points: number,
): AdjustingPosting {
  return {
    causeId: id,
    ordinal: 0,
    memberId,
    points,
    beyondBalance: beyond === 'owe' ? 'owed' : 'forgiven',
    repaid: 0,
    lotIds: [],
    corrects: null,
    receipt: { kind: 'adjustment', reason, points, staffUserId, undoes: false },
  };
}

import { createHash } from 'node:crypto';

import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { noteCauses } from '#app/db/ledger/causes.server.ts';
import { resolveMembers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { type OwnedLot, readLots, takeLotIds } from '#app/db/ledger/lots.server.ts';
import {
  type NewLot,
  type NewTransfer,
  postTransfers,
} from '#app/db/ledger/post-transfers.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import { readTimezone } from '#app/db/shops/shops.server.ts';
import type { LotId, MemberId, ShopId } from '#app/loyalty/ids.ts';
import { datesOfGift, type LotDates } from '#app/loyalty/ledger/lot-dates.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';
import type { AwardReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';
import { type LotState, planSettlement } from '#app/loyalty/ledger/settle-order.ts';

import { keepActive } from '../ledger/keep-active.server.ts';
import { settleBehind } from '../settling/settle-behind.server.ts';

/** Points that are given once. */
export interface Award {
  /** Names it among all of the shop's: the same again gives nothing. */
  readonly id: string;
  readonly memberId: MemberId;
  /** A positive integer. */
  readonly points: number;
  /** Why, in the words of whoever gives them. */
  readonly reason: string;
}

/** What an award came to. */
export type AwardOutcome =
  | 'awarded'
  /** It was given before. */
  | 'repeated'
  /** Another award has this id. */
  | 'contradictory'
  | 'no_member'
  /** No positive integer, or more than can be counted with. */
  | 'no_amount';

/** More than any member can hold. */
const POINTS_MAX = 1_000_000_000;

/**
 * Gives points that no order is the cause of: by staff, for an action, by an import. Debt is repaid first; the rest opens
 * a lot that can be spent at once. A batch of any size is a handful of statements, and each award is carried out once,
 * however often it is asked for.
 * @param sql an open transaction
 * @returns what each came to, in their order
 */
export async function awardPoints(
  sql: Sql,
  shopId: ShopId,
  awards: readonly Award[],
  now: Date,
): Promise<AwardOutcome[]> {
  const candidates = await findHolders(sql, shopId, awards);
  const countable = candidates.filter(({ award }) => isCountable(award.points));
  const accounts = await lockAccounts(
    sql,
    shopId,
    countable.map(({ memberId }) => memberId),
  );
  const possible = countable.filter(({ memberId }) => accounts.has(memberId));
  const causes = possible.map(({ award }) => causeOf(award));
  const news = await noteCauses(sql, shopId, causes, now);
  const debtors = [...accounts.values()].filter(({ owed }) => owed > 0);
  const given = possible.filter((_, index) => news[index] === 'new');
  await post(sql, shopId, { given, debtors, now });
  const newsOf = new Map(possible.map((candidate, index) => [candidate, news[index]]));
  return candidates.map((candidate): AwardOutcome => {
    if (!isCountable(candidate.award.points)) return 'no_amount';
    const its = newsOf.get(candidate);
    if (its === undefined) return 'no_member';
    return its === 'new' ? 'awarded' : its;
  });
}

/** An award, and who gets it: the member it names, or the one she was merged into. */
interface Candidate {
  readonly award: Award;
  readonly memberId: MemberId;
}

function isCountable(points: number): boolean {
  return Number.isSafeInteger(points) && points > 0 && points <= POINTS_MAX;
}

/** What is given to an alias goes to whom it stands for (the ledger's law 11); from here on no merge comes in between. */
async function findHolders(
  sql: Sql,
  shopId: ShopId,
  awards: readonly Award[],
): Promise<Candidate[]> {
  await lockForJudging(sql, shopId);
  const memberIds = awards.map(({ memberId }) => memberId);
  const survivors = await resolveMembers(sql, shopId, memberIds);
  return awards.map((award) => ({
    award,
    memberId: survivors.get(award.memberId) ?? award.memberId,
  }));
}

function inputHashOf({ memberId, points, reason }: Award): string {
  return createHash('sha256')
    .update(JSON.stringify([memberId, points, reason]))
    .digest('base64url');
}

function causeOf(award: Award) {
  return {
    kind: 'award',
    id: award.id,
    inputHash: inputHashOf(award),
    result: { points: award.points },
  } as const;
}

interface NewAwards {
  readonly given: readonly Candidate[];
  readonly debtors: readonly { readonly memberId: MemberId }[];
  readonly now: Date;
}

async function post(sql: Sql, shopId: ShopId, { given, debtors, now }: NewAwards): Promise<void> {
  if (given.length === 0) return;
  const dates = await datesOfAwards(sql, shopId, now);
  const lotIds = await takeLotIds(sql, given.length);
  const debts = await listDebts(sql, shopId, debtors);
  const newLots = given.map(({ memberId, award }, index): NewLot => {
    const lotId = lotIds[index];
    if (lotId === undefined) throw new Error('no id was given for a lot');
    return { lotId, memberId, causeKind: 'award', causeId: award.id, openedAt: now, ...dates };
  });
  const transfers = given.flatMap((candidate, index): NewTransfer[] => {
    const lotId = newLots[index]?.lotId;
    if (lotId === undefined) throw new Error('an award has no lot');
    return transfersOf(candidate, emptyLot(lotId), debts.get(candidate.memberId) ?? [], now);
  });
  await postTransfers(sql, shopId, { transfers, newLots }, now);
  const memberIds = [...new Set(given.map(({ memberId }) => memberId))];
  await keepActive(sql, shopId, memberIds);
  await queueEffects(sql, shopId, 'member-summary', memberIds, now);
  await settleBehind(
    sql,
    shopId,
    memberIds.map((memberId) => ({ memberId, from: now })),
    now,
  );
}

/** By the version in force now: an award is a fact of the moment at which it is given. */
async function datesOfAwards(sql: Sql, shopId: ShopId, now: Date): Promise<LotDates> {
  const version = versionInForce(await listProgramVersions(sql, shopId), now);
  const earning = version?.program.earning;
  // Only where days of a calendar decide does it matter whose calendar that is.
  const timezone = earning?.expiry.kind === 'yearly' ? await readTimezone(sql, shopId) : 'UTC';
  return datesOfGift(earning, now.getTime(), timezone);
}

async function listDebts(
  sql: Sql,
  shopId: ShopId,
  debtors: readonly { memberId: MemberId }[],
): Promise<Map<MemberId, OwnedLot[]>> {
  if (debtors.length === 0) return new Map();
  const owing = debtors.map((debtor) => debtor.memberId);
  const lots = await readLots(sql, shopId, { orders: [], spending: [], owing });
  return Map.groupBy(lots, (lot) => lot.ownerId);
}

function emptyLot(lotId: LotId): LotState {
  return { lotId, pending: 0, remaining: 0, expired: 0, owed: 0, forgiven: 0, expiresAt: null };
}

function transfersOf(
  { award, memberId }: Candidate,
  lot: LotState,
  debts: readonly LotState[],
  now: Date,
): NewTransfer[] {
  const because: AwardReceipt = { kind: 'award', reason: award.reason, points: award.points };
  const terms = { isMature: true, beyondBalance: 'owed' } as const;
  return planSettlement(award.points, { own: [lot], others: debts }, terms).map(
    ({ movement, ...moves }, index) => ({
      ...moves,
      memberId,
      causeKind: 'award',
      causeId: award.id,
      ordinal: 0,
      leg: index,
      corrects: null,
      receipt: { movement, because },
      occurredAt: now,
    }),
  );
}

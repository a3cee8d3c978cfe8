import { createHash } from 'node:crypto';

import { lockAccounts } from '#app/db/accounts.server.ts';
import { noteCauses } from '#app/db/causes.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/effects.server.ts';
import { type OwnedLot, readLots, takeLotIds } from '#app/db/lots.server.ts';
import { type NewLot, type NewTransfer, postTransfers } from '#app/db/post-transfers.server.ts';
import { listProgramVersions } from '#app/db/programs.server.ts';
import type { LotId, MemberId, ShopId } from '#app/loyalty/ids.ts';
import type { LotDates } from '#app/loyalty/lot-dates.ts';
import { versionInForce } from '#app/loyalty/program.ts';
import type { AwardReceipt } from '#app/loyalty/receipt.ts';
import { type LotState, planSettlement } from '#app/loyalty/settle-order.ts';

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
const DAY_MS = 24 * 60 * 60 * 1000;

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
  const countable = awards.filter(
    ({ points }) => Number.isSafeInteger(points) && points > 0 && points <= POINTS_MAX,
  );
  const accounts = await lockAccounts(
    sql,
    shopId,
    countable.map((award) => award.memberId),
  );
  const possible = firstOfEachId(countable.filter((award) => accounts.has(award.memberId)));
  const news = await noteCauses(sql, shopId, possible.map(causeOf), now);
  const given = possible.filter((award) => news.get(award.id) === 'new');
  await post(
    sql,
    shopId,
    given,
    [...accounts.values()].filter(({ owed }) => owed > 0),
    now,
  );
  const firsts = new Map(possible.map((award) => [award.id, award]));
  return awards.map((award): AwardOutcome => {
    if (!countable.includes(award)) return 'no_amount';
    if (!accounts.has(award.memberId)) return 'no_member';
    const first = firsts.get(award.id);
    if (first !== award) return first && sameInput(first, award) ? 'repeated' : 'contradictory';
    const outcome = news.get(award.id);
    return outcome === 'new' || outcome === undefined ? 'awarded' : outcome;
  });
}

function firstOfEachId(awards: readonly Award[]): Award[] {
  const firsts = new Map<string, Award>();
  for (const award of awards) if (!firsts.has(award.id)) firsts.set(award.id, award);
  return [...firsts.values()];
}

function inputHashOf({ memberId, points, reason }: Award): string {
  return createHash('sha256')
    .update(JSON.stringify([memberId, points, reason]))
    .digest('base64url');
}

function sameInput(a: Award, b: Award): boolean {
  return inputHashOf(a) === inputHashOf(b);
}

function causeOf(award: Award) {
  return {
    kind: 'award',
    id: award.id,
    inputHash: inputHashOf(award),
    result: { points: award.points },
  } as const;
}

async function post(
  sql: Sql,
  shopId: ShopId,
  awards: readonly Award[],
  debtors: readonly { memberId: MemberId }[],
  now: Date,
): Promise<void> {
  if (awards.length === 0) return;
  const dates = await datesOfAwards(sql, shopId, now);
  const lotIds = await takeLotIds(sql, awards.length);
  const debts = await listDebts(sql, shopId, debtors);
  const newLots = awards.map(({ memberId, id }, index): NewLot => {
    const lotId = lotIds[index];
    if (lotId === undefined) throw new Error('no id was given for a lot');
    return { lotId, memberId, causeKind: 'award', causeId: id, openedAt: now, ...dates };
  });
  const transfers = awards.flatMap((award, index): NewTransfer[] => {
    const lotId = newLots[index]?.lotId;
    if (lotId === undefined) throw new Error('an award has no lot');
    return transfersOf(award, emptyLot(lotId), debts.get(award.memberId) ?? [], now);
  });
  await postTransfers(sql, shopId, { transfers, newLots }, now);
  const memberIds = [...new Set(awards.map((award) => award.memberId))];
  await queueEffects(sql, shopId, 'member-summary', memberIds, now);
}

/** By the version in force now: an award is a fact of the moment at which it is given. */
async function datesOfAwards(sql: Sql, shopId: ShopId, now: Date): Promise<LotDates> {
  const version = versionInForce(await listProgramVersions(sql, shopId), now);
  const expiry = version?.program.earning.expiry;
  const expiresAt = expiry?.kind === 'after_days' ? now.getTime() + expiry.days * DAY_MS : null;
  return { maturesAt: null, expiresAt };
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
  award: Award,
  lot: LotState,
  debts: readonly LotState[],
  now: Date,
): NewTransfer[] {
  const because: AwardReceipt = { kind: 'award', reason: award.reason, points: award.points };
  const terms = { isMature: true, beyondBalance: 'owed' } as const;
  return planSettlement(award.points, { own: [lot], others: debts }, terms).map(
    ({ movement, ...moves }, index) => ({
      ...moves,
      memberId: award.memberId,
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

import type { LockedAccount } from '#app/db/ledger/accounts.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import {
  changeLotDates,
  type OwnedLot,
  readLots,
  readLotsOfMembers,
  takeLotIds,
} from '#app/db/ledger/lots.server.ts';
import {
  type NewLot,
  type NewTransfer,
  postTransfers,
} from '#app/db/ledger/post-transfers.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { readTimezone } from '#app/db/shops/shops.server.ts';
import type { LotId, MemberId, ShopId } from '#app/loyalty/ids.ts';
import { datesOfGift, type LotDates } from '#app/loyalty/ledger/lot-dates.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';
import type { AdjustmentReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';
import { type Leg, planSettlement, type SettlingTerms } from '#app/loyalty/ledger/settle-order.ts';

import { keepActive } from '../ledger/keep-active.server.ts';

/** A difference that is posted for an adjustment. */
export interface AdjustingPosting {
  /** The adjustment's id. */
  readonly causeId: string;
  /** The first posting of it, or its undoing. */
  readonly ordinal: 0 | 1;
  readonly memberId: MemberId;
  /** Positive or negative, not 0. */
  readonly points: number;
  readonly beyondBalance: SettlingTerms['beyondBalance'];
  /** How much of what is forgiven otherwise had repaid a debt. */
  readonly repaid: number;
  /** Lots that it has opened before. */
  readonly lotIds: readonly LotId[];
  readonly corrects: string | null;
  readonly receipt: AdjustmentReceipt;
}

/**
 * Posts differences, each planned on top of those before it: what is given repays debt first, what is taken comes out of
 * the adjustment's own lot, then out of others, those first that expire next.
 * @param sql an open transaction that has locked these accounts
 * @returns how many points there were not to be taken, by the adjustment's id
 */
export async function postAdjustments(
  sql: Sql,
  shopId: ShopId,
  accounts: ReadonlyMap<MemberId, LockedAccount>,
  postings: readonly AdjustingPosting[],
  now: Date,
): Promise<Map<string, number>> {
  if (postings.length === 0) return new Map();
  const lots = new AdjustedLots(await readAll(sql, shopId, accounts, postings));
  const dates = await datesFrom(sql, shopId, now);
  await lots.open(sql, postings, dates, now);
  // A lot that is there already is one that holds a debt; what comes into it now is given now.
  const filledAgain = postings.filter(({ points }) => points > 0).flatMap(({ lotIds }) => lotIds);
  await changeLotDates(
    sql,
    shopId,
    filledAgain.map((lotId) => ({ lotId, ...dates })),
  );
  const beyond = new Map<string, number>();
  const transfers = postings.flatMap((posting) => {
    const legs = plan(posting, lots);
    beyond.set(posting.causeId, amountBeyond(legs));
    return legs.map((leg, index) => transferOf(posting, leg, index, now));
  });
  const used = new Set(transfers.map(({ lotId }) => lotId));
  const newLots = lots.opened.filter(({ lotId }) => used.has(lotId));
  await postTransfers(sql, shopId, { transfers, newLots }, now);
  const memberIds = [...new Set(postings.map(({ memberId }) => memberId))];
  await keepActive(sql, shopId, memberIds);
  await queueEffects(sql, shopId, 'member-summary', memberIds, now);
  return beyond;
}

async function readAll(
  sql: Sql,
  shopId: ShopId,
  accounts: ReadonlyMap<MemberId, LockedAccount>,
  postings: readonly AdjustingPosting[],
): Promise<OwnedLot[]> {
  const falling = postings.filter(({ points }) => points < 0);
  const rising = postings.filter(({ points }) => points > 0);
  const found = await readLots(sql, shopId, {
    orders: [],
    spending: falling.map(({ memberId, points }) => ({ memberId, points: -points })),
    owing: rising
      .map(({ memberId }) => memberId)
      .filter((memberId) => (accounts.get(memberId)?.owed ?? 0) > 0),
  });
  const own = await readLotsOfMembers(
    sql,
    shopId,
    postings.flatMap(({ lotIds }) => lotIds),
    [],
  );
  return [...new Map([...found, ...own].map((lot) => [lot.lotId, lot])).values()];
}

/** By the version in force now, for whatever is given now. */
async function datesFrom(sql: Sql, shopId: ShopId, now: Date): Promise<LotDates> {
  const version = versionInForce(await listProgramVersions(sql, shopId), now);
  const timezone = await readTimezone(sql, shopId);
  return datesOfGift(version?.program.earning, now.getTime(), timezone);
}

/** The lots of the members concerned, with an empty one for each adjustment that has none yet. */
class AdjustedLots {
  readonly opened: NewLot[] = [];
  private readonly byOwner: Map<MemberId, OwnedLot[]>;

  constructor(lots: readonly OwnedLot[]) {
    this.byOwner = Map.groupBy(lots, (lot) => lot.ownerId);
  }

  of({ memberId, causeId }: Pick<AdjustingPosting, 'memberId' | 'causeId'>) {
    const all = this.byOwner.get(memberId) ?? [];
    const isOwn = (lot: OwnedLot) => lot.causeKind === 'adjustment' && lot.causeId === causeId;
    return { own: all.filter(isOwn), others: all.filter((lot) => !isOwn(lot)) };
  }

  async open(
    sql: Sql,
    postings: readonly AdjustingPosting[],
    dates: LotDates,
    now: Date,
  ): Promise<void> {
    const missing = postings.filter((posting) => this.of(posting).own.length === 0);
    const ids = await takeLotIds(sql, missing.length);
    missing.forEach(({ memberId, causeId }, index) => {
      const lotId = ids[index];
      if (lotId === undefined) throw new Error('no id was given for a lot');
      const cause = { causeKind: 'adjustment', causeId } as const;
      this.opened.push({ lotId, memberId, ...cause, openedAt: now, ...dates });
      const empty = { pending: 0, remaining: 0, held: 0, expired: 0, owed: 0, forgiven: 0 };
      const own = { lotId, ownerId: memberId, ...cause, ...dates, ownExpiresAt: dates.expiresAt };
      const lots = this.byOwner.get(memberId) ?? [];
      lots.push({ ...own, ...empty, nextOrdinal: 0 });
      this.byOwner.set(memberId, lots);
    });
  }
}

function plan(posting: AdjustingPosting, lots: AdjustedLots): Leg[] {
  const { own, others } = lots.of(posting);
  const [first, ...rest] = own;
  if (!first) throw new Error('an adjustment has no lot');
  const { points, beyondBalance, repaid } = posting;
  return planSettlement(
    points,
    { own: [first, ...rest], others },
    { isMature: true, beyondBalance, repaid },
  );
}

function amountBeyond(legs: readonly Leg[]): number {
  return legs
    .filter(({ movement }) => movement === 'taken_back_forgiven')
    .reduce((sum, { amount }) => sum + amount, 0);
}

function transferOf(
  { causeId, ordinal, memberId, corrects, receipt }: AdjustingPosting,
  { movement, ...moves }: Leg,
  leg: number,
  now: Date,
): NewTransfer {
  return {
    ...moves,
    memberId,
    causeKind: 'adjustment',
    causeId,
    ordinal,
    leg,
    corrects,
    receipt: { movement, because: receipt },
    occurredAt: now,
  };
}

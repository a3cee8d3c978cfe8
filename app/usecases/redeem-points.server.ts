import { createHash } from 'node:crypto';

import { lockAccounts } from '#app/db/accounts.server.ts';
import { findCause, noteCauses } from '#app/db/causes.server.ts';
import { resolveMembers } from '#app/db/customer-merges.server.ts';
import { type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/effects.server.ts';
import { findHolder, type Hold, readHold } from '#app/db/holds.server.ts';
import { extendExpired, readLots, readLotsOfMembers } from '#app/db/lots.server.ts';
import { type NewTransfer, postTransfers } from '#app/db/post-transfers.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs.server.ts';
import type { LotId, MemberId, ShopId } from '#app/loyalty/ids.ts';
import { type HoldingLeg, planHold, planSetOff } from '#app/loyalty/move-holdings.ts';
import { PRESETS } from '#app/loyalty/presets.ts';
import { versionInForce } from '#app/loyalty/program.ts';
import type { RedemptionReceipt } from '#app/loyalty/receipt.ts';

import { ageLotsOf } from './age-lots.server.ts';

/** Points that a member wants to spend. */
export interface Redemption {
  /** Names it among all of the shop's: the same again takes nothing. */
  readonly id: string;
  readonly memberId: MemberId;
  /** A positive integer. */
  readonly points: number;
  /** What for, in the words of whoever asks. */
  readonly reason: string;
}

/** What promising points came to. */
export type HoldOutcome =
  'held' | 'repeated' | 'contradictory' | 'no_member' | 'not_enough' | 'no_amount';
/** What ending a promise came to. */
export type EndOutcome = 'done' | 'repeated' | 'contradictory' | 'unknown';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The first phase of a redemption (the ledger's law 10): points go from available to held, out of the lots that expire
 * next. They are spent once the shopper has what was promised, or go back to the very lots.
 * @param sql an open transaction
 */
export async function holdPoints(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  now: Date,
): Promise<HoldOutcome> {
  const { memberId, points } = redemption;
  if (!Number.isSafeInteger(points) || points <= 0) return 'no_amount';
  await lockForJudging(sql, shopId);
  const survivors = await resolveMembers(sql, shopId, [memberId]);
  const holder = survivors.get(memberId) ?? memberId;
  const account = (await lockAccounts(sql, shopId, [holder])).get(holder);
  if (!account) return 'no_member';
  // What has expired by now cannot be spent, and what has matured can, however late their job is.
  for (const event of ['maturity', 'expiry'] as const) {
    await ageLotsOf(sql, shopId, event, [holder], now);
  }
  const lots = await readLots(sql, shopId, {
    orders: [],
    spending: [{ memberId: holder, points }],
    owing: [],
  });
  const legs = planHold(points, lots);
  const cause = causeOf(redemption);
  const news = legs
    ? (await noteCauses(sql, shopId, [cause], now))[0]
    : await findCause(sql, shopId, cause);
  if (news === 'repeated' || news === 'contradictory') return news;
  if (!legs) return 'not_enough';
  await post(sql, shopId, { ...redemption, memberId: holder }, legs, { ordinal: 0, now });
  return 'held';
}

/** The second phase: what was held is spent. */
export async function spendHeldPoints(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
): Promise<EndOutcome> {
  return endHold(sql, shopId, id, now, 'spent');
}

/**
 * Gives points that were held back to the lots they came from. Where these expired meanwhile, they can be spent for some
 * days more, as the program says.
 */
export async function releaseHeldPoints(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
): Promise<EndOutcome> {
  return endHold(sql, shopId, id, now, 'released');
}

/** Takes points at once: both phases together, for what is handed over on the spot. */
export async function spendPoints(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  now: Date,
): Promise<Exclude<HoldOutcome, 'held'> | 'spent'> {
  const outcome = await holdPoints(sql, shopId, redemption, now);
  if (outcome !== 'held') return outcome;
  await spendHeldPoints(sql, shopId, redemption.id, now);
  return 'spent';
}

async function endHold(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
  end: 'spent' | 'released',
): Promise<EndOutcome> {
  const holder = await findHolder(sql, shopId, id);
  if (holder === null) return 'unknown';
  await lockAccounts(sql, shopId, [holder]);
  // Anew, under the lock: another process may have ended it, or the member may have been merged meanwhile.
  const held = await readHold(sql, shopId, id);
  if (held?.memberId !== holder) throw new TransactionConflict('a hold changed its owner');
  if (held.end !== null) return held.end === end ? 'repeated' : 'contradictory';
  const legs = held.parts.map((part): HoldingLeg => ({
    source: 'held',
    destination: end === 'spent' ? 'redeemed' : 'available',
    amount: part.amount,
    lotId: part.lotId,
    movement: end,
  }));
  if (end === 'released') legs.push(...(await setOffDebt(sql, shopId, held)));
  const points = held.parts.reduce((sum, part) => sum + part.amount, 0);
  const redemption = { id, memberId: holder, points, reason: held.reason };
  await post(sql, shopId, redemption, legs, { ordinal: 1, now });
  if (end === 'released') await grantGrace(sql, shopId, held.parts, now);
  return 'done';
}

/** What the member owes is taken from what she gets back, as from everything else that becomes available. */
async function setOffDebt(
  sql: Sql,
  shopId: ShopId,
  { memberId, parts }: Hold,
): Promise<HoldingLeg[]> {
  const released = new Map(parts.map((part) => [part.lotId, part.amount]));
  const lots = await readLotsOfMembers(sql, shopId, [...released.keys()], [memberId]);
  for (const lot of lots) lot.remaining += released.get(lot.lotId) ?? 0;
  const debts = lots.filter((lot) => lot.owed > 0);
  const paying = lots.filter((lot) => released.has(lot.lotId));
  return planSetOff(debts, paying, 'remaining');
}

async function grantGrace(
  sql: Sql,
  shopId: ShopId,
  parts: readonly { readonly lotId: LotId }[],
  now: Date,
): Promise<void> {
  const version = versionInForce(await listProgramVersions(sql, shopId), now);
  const { graceDays } = (version?.program ?? PRESETS.plain).redemption;
  const until = new Date(now.getTime() + graceDays * DAY_MS);
  await extendExpired(
    sql,
    shopId,
    parts.map((part) => part.lotId),
    { now, until },
  );
}

function causeOf({ id, memberId, points, reason }: Redemption) {
  const inputHash = createHash('sha256')
    .update(JSON.stringify([memberId, points, reason]))
    .digest('base64url');
  return { kind: 'redemption', id, inputHash, result: { memberId, points } } as const;
}

async function post(
  sql: Sql,
  shopId: ShopId,
  { id, memberId, points, reason }: Redemption,
  legs: readonly HoldingLeg[],
  { ordinal, now }: { readonly ordinal: number; readonly now: Date },
): Promise<void> {
  const because: RedemptionReceipt = { kind: 'redemption', redemptionId: id, points, reason };
  const transfers = legs.map(({ movement, ...moves }, index): NewTransfer => ({
    ...moves,
    memberId,
    causeKind: 'redemption',
    causeId: id,
    ordinal,
    leg: index,
    corrects: null,
    receipt: { movement, because },
    occurredAt: now,
  }));
  await postTransfers(sql, shopId, { transfers, newLots: [] }, now);
  await queueEffects(sql, shopId, 'member-summary', [memberId], now);
}

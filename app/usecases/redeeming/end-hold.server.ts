import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { findHolder, type Hold, readHold } from '#app/db/ledger/holds.server.ts';
import { extendExpired, readLotsOfMembers } from '#app/db/ledger/lots.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { LotId, ShopId } from '#app/loyalty/ids.ts';
import { type HoldingLeg, planSetOff } from '#app/loyalty/ledger/move-holdings.ts';
import { PLAIN } from '#app/loyalty/program/plain.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';

import { ageLotsOf } from '../ledger/age-lots.server.ts';
import { keepActive } from '../ledger/keep-active.server.ts';
import { postRedemption } from './post-redemption.server.ts';

/** What ending a promise came to. */
export type EndOutcome = 'done' | 'repeated' | 'contradictory' | 'unknown';

const DAY_MS = 24 * 60 * 60 * 1000;

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

/**
 * Gives a redemption's points back to the lots they came from, whether they are still held or were spent: it was
 * cancelled, or the order that used it came back. Given back once, they are not given back again.
 * @returns `unknown` where the redemption cost nothing
 */
export async function giveBackPoints(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
): Promise<EndOutcome> {
  return endHold(sql, shopId, id, now, 'given_back');
}

/** What happens to points next: out of which account, into which, and which posting of the redemption that is. */
const STEPS = {
  spent: { source: 'held', destination: 'redeemed', movement: 'spent', ordinal: 1 },
  released: { source: 'held', destination: 'available', movement: 'released', ordinal: 1 },
  returned: { source: 'redeemed', destination: 'available', movement: 'released', ordinal: 2 },
} as const;

async function endHold(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
  wanted: 'spent' | 'released' | 'given_back',
): Promise<EndOutcome> {
  const holder = await findHolder(sql, shopId, id);
  if (holder === null) return 'unknown';
  await lockAccounts(sql, shopId, [holder]);
  // Anew, under the lock: another process may have ended it, or the member may have been merged meanwhile.
  const held = await readHold(sql, shopId, id);
  if (held?.memberId !== holder) throw new TransactionConflict('a hold changed its owner');
  const next = nextStep(held.end, wanted);
  if (next === 'repeated' || next === 'contradictory') return next;
  const { ordinal, ...moves } = STEPS[next];
  const legs = held.parts.map((part): HoldingLeg => ({ ...moves, ...part }));
  const comesBack = next !== 'spent';
  // What has expired by now is gone, and gets no grace with what comes back into the same lot.
  if (comesBack) await ageLotsOf(sql, shopId, 'expiry', [holder], now);
  if (comesBack) legs.push(...(await setOffDebt(sql, shopId, held)));
  const points = held.parts.reduce((sum, part) => sum + part.amount, 0);
  const { reason, gives } = held;
  const redemption = { id, memberId: holder, points, reason, ...(gives && { gives }) };
  await postRedemption(sql, shopId, redemption, legs, { ordinal, now });
  if (comesBack) {
    // A lot that was spent as a whole was not kept up to date meanwhile; only then does it show whether it has expired.
    await keepActive(sql, shopId, [holder]);
    await grantGrace(sql, shopId, held.parts, now);
  }
  return 'done';
}

function nextStep(
  end: Hold['end'],
  wanted: 'spent' | 'released' | 'given_back',
): keyof typeof STEPS | 'repeated' | 'contradictory' {
  if (end === null) return wanted === 'given_back' ? 'released' : wanted;
  if (wanted !== 'given_back') return end === wanted ? 'repeated' : 'contradictory';
  return end === 'spent' ? 'returned' : 'repeated';
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
  const { graceDays } = (version?.program ?? PLAIN).redemption;
  const until = new Date(now.getTime() + graceDays * DAY_MS);
  await extendExpired(
    sql,
    shopId,
    parts.map((part) => part.lotId),
    { now, until },
  );
}

import {
  listOwnRedemptions,
  type OwnRedemptions,
} from '#app/db/redemptions/own-redemptions.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';

import type { Services } from '../services.server.ts';
import { findMemberOfShopper, type NoMember, type Shopper } from '../shopper.server.ts';
import {
  type CancelOutcome,
  cancelRedemption,
  isOver,
  outcomeOfCancelling,
} from './cancel-redemption.server.ts';

/** As many as a member is shown that she can use. */
const OPEN_MAX = 50;

/** How many of the others are shown at once. */
const PAGE_LENGTH = 8;

/** How long what was paid out, and what failed, stays among what she can use. */
const NEWS_MS = 14 * 86_400_000;

/** A redemption, and what it was promised by. */
export interface ShownOwnRedemption {
  readonly redemption: Redemption;
  /** As the version says that promised it; undefined where that knows no such reward. */
  readonly reward: Reward | undefined;
  /** Whether she can have her points back. */
  readonly isCancellable: boolean;
}

type Needed = Pick<Services, 'database' | 'clock'>;

/** Cancels a redemption of the shopper who is signed in. */
export async function cancelAsCustomer(
  services: Needed,
  shopper: Shopper,
  redemptionId: string,
): Promise<{ readonly outcome: CancelOutcome } | NoMember> {
  const member = await findMemberOfShopper(services, shopper);
  if ('outcome' in member) return member;
  const asked = { redemptionId, memberId: member.memberId };
  return { outcome: await cancelRedemption(services, member.shopId, asked) };
}

/** What a member can use or waits for, and what has just failed; newest first. */
export async function readOpenRedemptions(
  { database, clock }: Needed,
  shop: Pick<Shop, 'id'>,
  memberId: MemberId,
  versions: readonly ProgramVersion[],
): Promise<ShownOwnRedemption[]> {
  const now = clock.now();
  const asked = { view: 'open', newsSince: newsSince(now), before: null, limit: OPEN_MAX } as const;
  const redemptions = await listOwnRedemptions(database.pool, shop.id, memberId, asked);
  return redemptions.map((redemption) => withPromise(redemption, versions, now));
}

/** A page of redemptions as the shopper sees them. */
export type OwnRedemptionPage =
  | { readonly state: NoMember['outcome'] }
  | {
      readonly state: 'member';
      readonly redemptions: readonly ShownOwnRedemption[];
      /** From where the next page goes on; null after the last. */
      readonly next: string | null;
      /** The shop's IANA timezone. */
      readonly timezone: string;
    };

/**
 * A page of the redemptions of the shopper who is signed in, newest first.
 * @param asked.view all of them, or those that are over
 * @param asked.before the id where the page before ended; null for the newest
 */
export async function readOwnRedemptions(
  { database, clock }: Needed,
  shopper: Shopper,
  asked: Pick<OwnRedemptions, 'view' | 'before'>,
): Promise<OwnRedemptionPage> {
  const member = await findMemberOfShopper({ database }, shopper);
  if ('outcome' in member) return { state: member.outcome };
  const { pool } = database;
  const { shopId, memberId, timezone } = member;
  const now = clock.now();
  // One more than is shown tells whether there is another page.
  const wanted = { ...asked, newsSince: newsSince(now), limit: PAGE_LENGTH + 1 };
  const found = await listOwnRedemptions(pool, shopId, memberId, wanted);
  const shown = found.slice(0, PAGE_LENGTH);
  const versions = await listProgramVersions(pool, shopId);
  return {
    state: 'member',
    redemptions: shown.map((redemption) => withPromise(redemption, versions, now)),
    next: found.length > PAGE_LENGTH ? (shown.at(-1)?.id ?? null) : null,
    timezone,
  };
}

function newsSince(now: Date): Date {
  return new Date(now.getTime() - NEWS_MS);
}

function withPromise(
  redemption: Redemption,
  versions: readonly ProgramVersion[],
  now: Date,
): ShownOwnRedemption {
  const { programVersion, rewardKey, state } = redemption;
  const promised = versions.find(({ version }) => version === programVersion)?.program;
  const outcome = outcomeOfCancelling(redemption);
  const isPossible = outcome === 'cancelling' || outcome === 'cancelled';
  return {
    redemption,
    reward: promised?.rewards.find(({ key }) => key === rewardKey),
    isCancellable: isPossible && outcome !== state && !isOver(redemption, now),
  };
}

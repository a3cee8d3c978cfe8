import type { LockedAccount } from '#app/db/ledger/accounts.server.ts';
import type { OwnedLot } from '#app/db/ledger/lots.server.ts';
import type { CountedRedemption } from '#app/db/redemptions/redeemers.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { RedeemableDiscount } from '#app/db/redemptions/reward-discounts.server.ts';
import { missingCashOutScopes } from '#app/loyalty/cash-out/needed-scopes.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import { type HoldingLeg, planHold } from '#app/loyalty/ledger/move-holdings.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { termsOf } from '#app/loyalty/rewards/discount-terms.ts';
import { asksForTags, mayRedeem, type Redeemer } from '#app/loyalty/rewards/may-redeem.ts';
import { findOffer, type Offer, offersOf } from '#app/loyalty/rewards/offer.ts';
import { type Validity, validityOf } from '#app/loyalty/rewards/validity.ts';

import type { AskedReward, RedeemingShop, RedeemOutcome } from './asked-reward.server.ts';
import { discountKeyOf, textOfKey } from './reward-discount-key.server.ts';

const DAY_MS = 86_400_000;

/** A reward as a version of the program promises it. */
export interface PromisedReward {
  readonly reward: Reward;
  readonly programVersion: number;
  /** Whether that version is the one in force: what is not is only owed to whoever has won it. */
  readonly isInForce: boolean;
}

/** All by which rewards that were asked for are judged, read under the members' locks. */
export interface RedeemingContext {
  readonly shop: RedeemingShop;
  /** What is promised under the keys that were asked for. */
  readonly promises: ReadonlyMap<string, PromisedReward>;
  readonly accounts: ReadonlyMap<MemberId, LockedAccount>;
  readonly known: readonly Redemption[];
  readonly redeemers: ReadonlyMap<MemberId, Redeemer>;
  readonly counted: readonly CountedRedemption[];
  /** Of rewards of which there are only so many, by their keys. */
  readonly taken: ReadonlyMap<string, number>;
  readonly discounts: ReadonlyMap<string, RedeemableDiscount>;
  /** Keys of rewards of which the shop has nothing left. */
  readonly paused: ReadonlySet<string>;
  /** Access scopes that the shop grants; null where that is not known, or none of the rewards asks for any. */
  readonly scopes: readonly string[] | null;
  readonly lots: readonly OwnedLot[];
  readonly now: Date;
}

/** A reward that is given. */
export interface GrantedReward {
  readonly asked: AskedReward;
  /** The member, or the one she was merged into. */
  readonly memberId: MemberId;
  readonly reward: Reward;
  /** Of the version that promises it. */
  readonly programVersion: number;
  readonly offer: Offer;
  /** 0 for a prize. */
  readonly points: number;
  /** How its points leave what is available; none for a prize. */
  readonly legs: readonly HoldingLeg[];
  readonly validity: Validity;
  /** The native discount that it is, where it is one and that is noted already. */
  readonly discount: RedeemableDiscount | undefined;
}

/**
 * Judges what was asked for, one after the other: what the first takes, of points, of stock and of limits, is gone for the
 * next.
 * @param asked with the members whom they are for by now
 */
export function judgeAsked(
  context: RedeemingContext,
  asked: readonly { readonly asked: AskedReward; readonly memberId: MemberId }[],
): (GrantedReward | RedeemOutcome)[] {
  const counted = [...context.counted];
  const taken = new Map(context.taken);
  const causes = new Map(context.known.map((one) => [causeKey(one.cause), one]));
  const granted = new Map<string, AskedReward>();
  return asked.map((each) => {
    const cause = causeKey(each.asked.cause);
    const before = causes.get(cause);
    if (before) return isSame(each, before) ? repeated(before) : { outcome: 'contradictory' };
    if (granted.has(cause)) return { outcome: 'contradictory' };
    const judged = judgeOne({ ...context, counted, taken }, each);
    if ('outcome' in judged) return judged;
    granted.set(cause, each.asked);
    taken.set(judged.reward.key, (taken.get(judged.reward.key) ?? 0) + 1);
    if (each.asked.asks !== 'prize') counted.push(countedOf(judged, context.now));
    return judged;
  });
}

function judgeOne(
  context: RedeemingContext,
  { asked, memberId }: { readonly asked: AskedReward; readonly memberId: MemberId },
): GrantedReward | RedeemOutcome {
  const { shop, now } = context;
  if (!context.accounts.has(memberId)) return { outcome: 'no_member' };
  const promised = promiseFor(context, asked);
  if (!promised) return { outcome: 'no_reward' };
  const { reward, programVersion } = promised;
  const offer = asked.asks === 'prize' ? offersOf(reward)[0] : findOffer(reward, asked.asks);
  if (!offer) return { outcome: 'no_such_offer' };
  const points = asked.asks === 'prize' ? 0 : offer.points;
  if (asked.asks !== 'prize') {
    const problem = problemOf(reward, context);
    if (problem) return { outcome: 'unavailable', problem };
    const redeemer = context.redeemers.get(memberId) ?? { tier: null, tags: null };
    // They changed since Shopify was asked: whoever asks again has Shopify asked again.
    if (redeemer.tags === null && asksForTags(reward)) {
      return { outcome: 'unavailable', problem: 'tags_not_known' };
    }
    const own = ({ memberId: id, rewardKey }: CountedRedemption) =>
      id === memberId && rewardKey === reward.key;
    const refusal = mayRedeem(reward, {
      redeemer,
      points,
      past: context.counted.filter(own),
      taken: context.taken.get(reward.key) ?? 0,
      now: now.getTime(),
      timezone: shop.timezone,
    });
    if (refusal) return { outcome: 'refused', refusal };
  }
  const found = findDiscount(context, reward, offer);
  if ('outcome' in found) return found;
  // What was won is owed, and waits until Shopify has it.
  if (found.discount?.state === 'refused' && asked.asks !== 'prize') {
    return { outcome: 'unavailable', problem: 'refused' };
  }
  const lots = context.lots.filter(({ ownerId }) => ownerId === memberId);
  const legs = points === 0 ? [] : planHold(points, lots);
  if (!legs) return { outcome: 'not_enough' };
  return { asked, memberId, reward, programVersion, offer, points, legs, ...found };
}

/** What a member can ask for is what is offered now; what she has won is hers, whatever is offered by now. */
function promiseFor(
  { promises }: RedeemingContext,
  { rewardKey, asks }: AskedReward,
): PromisedReward | undefined {
  const promised = promises.get(rewardKey);
  if (!promised || asks === 'prize') return promised;
  return promised.isInForce && promised.reward.offered !== 'no' ? promised : undefined;
}

/** Why nobody could have a reward now, who is not owed it already: her points would be held for nothing. */
function problemOf({ key, gives }: Reward, { paused, scopes }: RedeemingContext) {
  if (paused.has(key)) return 'paused';
  return missingCashOutScopes(gives.kind, scopes).length > 0 ? 'not_permitted' : null;
}

/** By what native discount an offer is had, and until when it is valid. */
function findDiscount(
  { shop, discounts, now }: RedeemingContext,
  reward: Reward,
  offer: Offer,
): Pick<GrantedReward, 'validity' | 'discount'> | RedeemOutcome {
  const terms = termsOf(reward, offer, shop.currency);
  if (terms === 'unsupported_products') return { outcome: 'unavailable', problem: terms };
  if (terms === null) return { validity: promiseOf(reward, now), discount: undefined };
  const validity = validityOf(reward.validDays, now.getTime());
  const discount = discounts.get(textOfKey(discountKeyOf(reward.key, terms, validity)));
  return { validity, discount };
}

/** What is no discount is valid to the moment. */
function promiseOf({ gives, validDays }: Reward, now: Date): Validity {
  const ends = gives.kind === 'experience' && validDays !== null;
  return { bucket: 'open', endsAt: ends ? new Date(now.getTime() + validDays * DAY_MS) : null };
}

function causeKey({ kind, id }: AskedReward['cause']): string {
  return `${kind} ${id}`;
}

function isSame(
  { asked, memberId }: { readonly asked: AskedReward; readonly memberId: MemberId },
  before: Redemption,
): boolean {
  if (before.memberId !== memberId || before.rewardKey !== asked.rewardKey) return false;
  if (asked.asks === 'prize') return before.points === 0;
  const { points, choice } = asked.asks;
  return before.points === points && (choice === null || before.choice === choice);
}

function repeated(redemption: Redemption): RedeemOutcome {
  return { outcome: 'repeated', redemption };
}

function countedOf(granted: GrantedReward, now: Date): CountedRedemption {
  const { memberId, reward, points } = granted;
  return { memberId, rewardKey: reward.key, at: now.getTime(), points };
}

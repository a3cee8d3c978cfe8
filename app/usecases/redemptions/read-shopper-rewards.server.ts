import { presentTimezone } from '#app/loyalty/time/clocks.ts';
import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { listStandings } from '#app/db/members/members.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { listCountedRedemptions } from '#app/db/redemptions/redeemers.server.ts';
import { listRewardDiscounts } from '#app/db/redemptions/reward-discounts.server.ts';
import { listRewardGaps } from '#app/db/redemptions/reward-gaps.server.ts';
import { sumTaken } from '#app/db/redemptions/reward-takings.server.ts';
import { findGrantedScopes } from '#app/db/shops/sessions.server.ts';
import { findShopByDomain, type Shop } from '#app/db/shops/shops.server.ts';
import { missingCashOutScopes } from '#app/loyalty/cash-out/needed-scopes.ts';
import { textOfReference } from '#app/loyalty/catalog/reference.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import { type Program, type ProgramVersion, versionInForce } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { termsOf } from '#app/loyalty/rewards/discount-terms.ts';
import { asksForTags, mayRedeem, type RedeemRefusal } from '#app/loyalty/rewards/may-redeem.ts';
import { type Offer, offersOf } from '#app/loyalty/rewards/offer.ts';
import { pausedRewards } from '#app/loyalty/rewards/references.ts';
import { standingOf } from '#app/loyalty/rewards/standing.ts';

import { nameCatalog } from '../catalog/name-catalog.server.ts';
import { readTags } from '../actions/read-tags.server.ts';
import type { Services } from '../services.server.ts';
import { readRedeemers } from '../redeeming/redeemers.server.ts';
import type { Shopper } from '../shopper.server.ts';
import { readOpenRedemptions, type ShownOwnRedemption } from './own-redemptions.server.ts';

/** One way in which a member can have a reward. */
export interface ShopperOffer {
  readonly offer: Offer;
  /** What is in her way besides points; null where nothing is. */
  readonly refusal: RedeemRefusal | null;
}

/** A reward as a member sees it. */
export interface ShopperReward {
  readonly reward: Reward;
  readonly offers: readonly ShopperOffer[];
}

/** What a member can have for her points, and what she has. */
export type ShopperRewards =
  | { readonly state: 'signed_out' | 'not_a_member' }
  | {
      readonly state: 'member';
      /** What she can spend. */
      readonly points: number;
      /** In the order of the program, without those that nobody can have now and those that are not for her. */
      readonly rewards: readonly ShopperReward[];
      /** What she can use or waits for, newest first. */
      readonly own: readonly ShownOwnRedemption[];
      /** Null before the first version. */
      readonly program: Program | null;
      /** Of free products, as far as Shopify has said it. */
      readonly productNames: ReadonlyMap<string, string>;
      readonly currency: string;
      /** The shop's IANA timezone. */
      readonly timezone: string;
    };

type Needed = Pick<Services, 'database' | 'adminApi' | 'clock'>;

/** Reads what the shopper who is signed in can have for her points, and what she has. */
export async function readShopperRewards(
  services: Needed,
  { shopDomain, customerId }: Shopper,
): Promise<ShopperRewards> {
  if (customerId === null) return { state: 'signed_out' };
  const { pool } = services.database;
  const shop = await findShopByDomain(pool, shopDomain);
  if (shop?.uninstalledAt !== null) return { state: 'not_a_member' };
  const member = await findActiveMember(pool, shop.id, { customerId });
  const [standing] = member ? await listStandings(pool, shop.id, [member.memberId]) : [];
  if (!member || !standing) return { state: 'not_a_member' };
  const { memberId } = member;
  const versions = await listProgramVersions(pool, shop.id);
  const version = versionInForce(versions, services.clock.now());
  const rewards = version ? await judgeAll(services, shop, memberId, version) : [];
  const own = await readOpenRedemptions(services, shop, memberId, versions);
  const choices = [
    ...rewards.flatMap(({ offers }) => offers.map(({ offer }) => offer.choice)),
    ...own.map(({ redemption }) => redemption.choice),
  ];
  return {
    state: 'member',
    points: standing.available,
    rewards,
    own,
    program: version?.program ?? null,
    productNames: await readNames(services, shop, choices),
    currency: shop.currency,
    timezone: presentTimezone(shop.timezone),
  };
}

async function judgeAll(
  services: Needed,
  shop: Shop,
  memberId: MemberId,
  { program }: ProgramVersion,
): Promise<ShopperReward[]> {
  const { pool } = services.database;
  const now = services.clock.now();
  const rewards = await listAvailable(services, shop, program);
  const tags = await readTags(services, shop, rewards.some(asksForTags) ? [memberId] : []);
  const redeemers = await readRedeemers(pool, shop, [memberId], now);
  const keys = rewards.map(({ key }) => key);
  const past = await listCountedRedemptions(pool, shop.id, [memberId], keys);
  const stocked = rewards.filter(({ stock }) => stock !== null).map(({ key }) => key);
  const taken = await sumTaken(pool, shop.id, stocked);
  const circumstances = {
    // While Shopify does not answer, nobody knows whom rewards about tags are for.
    redeemer: redeemers.get(memberId) ?? { tier: null, tags: null },
    now: now.getTime(),
    timezone: shop.timezone,
  };
  return rewards
    .filter((reward) => tags.ok || !asksForTags(reward))
    .map((reward) => {
      const given = {
        ...circumstances,
        past: past.filter(({ rewardKey }) => rewardKey === reward.key),
        taken: taken.get(reward.key) ?? 0,
      };
      const offers = offersOf(reward).map((offer) => ({
        offer,
        refusal: mayRedeem(reward, { ...given, points: offer.points }),
      }));
      return { reward, offers };
    })
    .filter(({ offers }) =>
      offers.some(({ refusal }) => !refusal || !NOT_FOR_HER.has(refusal.why)),
    );
}

const NOT_FOR_HER: ReadonlySet<RedeemRefusal['why']> = new Set(['missing_tag', 'excluded_tag']);

/** Rewards that members can ask for, and that the shop can give. */
async function listAvailable(
  { database: { pool } }: Needed,
  shop: Shop,
  { rewards }: Program,
): Promise<Reward[]> {
  const discounts = await listRewardDiscounts(pool, shop.id);
  const paused = pausedRewards(rewards, await listRewardGaps(pool, shop.id));
  const granted = (await findGrantedScopes(pool, shop.domain)) ?? null;
  return rewards.filter((reward) => {
    const standing = standingOf({
      reward,
      isPaused: paused.has(reward.key),
      isUnsupported: offersOf(reward).some(
        (offer) => termsOf(reward, offer, shop.currency) === 'unsupported_products',
      ),
      discounts: discounts.filter(({ rewardKey }) => rewardKey === reward.key),
      isPermitted: missingCashOutScopes(reward.gives.kind, granted).length === 0,
      // That all are gone is said of a reward, and does not hide it.
      taken: 0,
    });
    return standing === 'available' || standing === 'preparing' || standing === 'sold_out';
  });
}

/** Free products are told apart by their names. What Shopify does not say now stays without one. */
async function readNames(
  services: Needed,
  shop: Shop,
  choices: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(choices.flatMap((choice) => choice ?? []))];
  if (ids.length === 0) return new Map();
  const references = ids.map((id) => ({ kind: 'product', id }) as const);
  const names = await nameCatalog(services, shop, references);
  return new Map(
    references.flatMap((reference) => {
      const name = names[textOfReference(reference)];
      return name ? [[reference.id, name] as const] : [];
    }),
  );
}

import { CustomerId } from '#app/loyalty/ids.ts';
import { handOverExperience } from '#app/usecases/redemptions/hand-over-experience.server.ts';
import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import { redeemAsCustomer } from '#app/usecases/redeeming/redeem-as-customer.server.ts';

import { CASH_OUTS } from '../course/rewards.ts';
import type { TrueReward } from '../history.ts';
import { uuid } from './actions.ts';
import { asker, type Deed, type DeedMaker, type Desk } from './desk.ts';
import type { ToldRedemption } from './told.ts';

/** What is done with rewards, and how often. */
export const REDEMPTIONS: Readonly<Record<string, readonly [weight: number, make: DeedMaker]>> = {
  'discount redeemed': [12, (desk, moment) => redeem(desk, moment, ['off', 'percent'])],
  'store credit redeemed': [5, (desk, moment) => redeem(desk, moment, ['credit'])],
  'gift card redeemed': [5, (desk, moment) => redeem(desk, moment, ['card'])],
  'experience redeemed': [4, (desk, moment) => redeem(desk, moment, ['tour'])],
  'redemption cancelled': [5, cancel],
  'experience handed over': [2, handOver],
};

function redeem(desk: Desk, moment: Date, rewards: readonly string[]): Deed | undefined {
  const { chance, app } = desk;
  const wanted = chance.pick(rewards);
  // Shopify does not merge customers who have gift cards.
  const ways = CASH_OUTS.includes(wanted)
    ? (['settled'] as const)
    : (['merging', 'settled'] as const);
  const reward = rewardsAt(desk, moment).find(({ key }) => key === wanted);
  if (!reward) return undefined;
  const by = asker(desk, ...ways);
  const customerId = by.id;
  const points = chance.pick(pricesOf(reward));
  const key = uuid(desk);
  const shopper = { shopDomain: app.shop.domain, customerId: CustomerId.parse(customerId) };
  return {
    by,
    async ask(services) {
      const wish = { rewardKey: wanted, points, choice: null, key };
      const outcome = await redeemAsCustomer(services, shopper, wish);
      if ('refusal' in outcome) return { state: outcome.outcome, because: outcome.refusal.why };
      if (!('redemption' in outcome)) return { state: outcome.outcome };
      const told = toldOf(outcome.redemption);
      if (desk.redemptions.every(({ id }) => id !== told.id)) {
        desk.redemptions.push({ ...told, reward: wanted, customerId });
      }
      return { state: outcome.outcome, redemption: told };
    },
    told: (answers) => ({ what: 'redemption', customerId, reward: wanted, answers }),
  };
}

function cancel(desk: Desk): Deed | undefined {
  const chosen = some(desk, ({ reward }) => !CASH_OUTS.includes(reward));
  if (!chosen) return undefined;
  const asked = { redemptionId: chosen.id, memberId: null };
  return {
    async ask(services) {
      return { state: await cancelRedemption(services, desk.app.shop.id, asked) };
    },
    told: (answers) => ({ what: 'cancellation', redemptionId: chosen.id, answers }),
  };
}

function handOver(desk: Desk): Deed | undefined {
  const chosen = some(desk, ({ reward }) => reward === 'tour');
  if (!chosen) return undefined;
  return {
    async ask(services) {
      const decision = { staffUserId: '1', id: chosen.id };
      return { state: await handOverExperience(services, desk.app.shop.id, decision) };
    },
    told: (answers) => ({ what: 'handing over', redemptionId: chosen.id, answers }),
  };
}

function some(desk: Desk, fits: (one: Desk['redemptions'][number]) => boolean) {
  const among = desk.redemptions.filter(fits).slice(-60);
  return among.length === 0 ? undefined : desk.chance.pick(among);
}

function rewardsAt({ town }: Desk, moment: Date): readonly TrueReward[] {
  const begun = town.versions.filter(({ inForceFrom }) => Date.parse(inForceFrom) <= +moment);
  const starts = begun.map(({ inForceFrom }) => Date.parse(inForceFrom));
  const latest = begun.findLast(
    ({ inForceFrom }) => Date.parse(inForceFrom) === Math.max(...starts),
  );
  return latest?.program.rewards ?? [];
}

function pricesOf({ gives }: TrueReward): readonly number[] {
  return gives.steps?.map(({ points }) => points) ?? [gives.points ?? 0];
}

function toldOf({ id, points, amount, code }: ToldRedemption): ToldRedemption {
  return { id, points, amount, code };
}

/** The code that a member was told last, for an order. */
export function someCode(
  desk: Desk,
): { readonly code: string; readonly customerId: string } | undefined {
  const chosen = some(desk, ({ code }) => code !== null);
  return chosen && chosen.code !== null ? { ...chosen, code: chosen.code } : undefined;
}

import type { LoaderFunctionArgs } from '@remix-run/node';

import { writePoints } from '#app/components/language/amounts.ts';
import { rewardName } from '#app/components/program-text/names.ts';
import {
  describeOffer,
  describeTerms,
  type RewardWords,
} from '#app/components/storefront/reward-choice-text.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import {
  readShopperRewards,
  type ShopperReward,
  type ShopperRewards,
} from '#app/usecases/redemptions/read-shopper-rewards.server.ts';

import { personalAnswer } from './proxy-form.server.ts';
import { showOwn } from './proxy-redemption.server.ts';

/**
 * `GET <app proxy>/rewards?locale=de`: what the signed-in shopper can have for her points now, what is missing for the
 * rest, and what she has. Answers with a `state` and with 200 also to who is signed out.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const identity = authenticateProxy(request, context);
  const locale = new URL(request.url).searchParams.get('locale');
  const read = await readShopperRewards(context.services, identity);
  return personalAnswer(toAnswer(read, resolveLocale([locale])));
}

function toAnswer(read: ShopperRewards, locale: string): object {
  if (read.state !== 'member') return { state: read.state };
  const { program, currency, timezone, points, productNames } = read;
  const language = languageFor(locale, timezone);
  const words = program && { ...language, currency, program, productNames };
  const rewards = words ? read.rewards.map((each) => toReward(each, points, words)) : [];
  return {
    state: 'member',
    balance: {
      points,
      number: language.format.number(points),
      unit: language.text('points.unit', { count: points }),
      text: writePoints(points, language),
    },
    // What she can have comes first, then what she comes closest to.
    rewards: rewards.toSorted((one, other) => one.distance - other.distance),
    own: read.own.map((own) => showOwn(own, language, productNames)),
  };
}

/** How far away a reward is that her points alone do not bring her. */
const OUT_OF_REACH = Number.MAX_SAFE_INTEGER;

function toReward({ reward, offers }: ShopperReward, points: number, words: RewardWords) {
  const shown = offers.map(({ offer, refusal }, index) => ({
    points: offer.points,
    choice: offer.choice,
    ...describeOffer(reward, { offer, refusal, points, place: index + 1 }, words),
    distance: refusal === null ? Math.max(0, offer.points - points) : OUT_OF_REACH,
  }));
  const [only, ...others] = shown;
  const gift = only && others.length === 0 ? only.gift : null;
  const name = reward.name ?? gift ?? rewardName(reward, words);
  return {
    key: reward.key,
    name,
    kind: reward.gives.kind,
    // A name of the shop's own does not say what is given.
    terms: [
      ...(gift === null || gift === name ? [] : [`${gift}.`]),
      ...describeTerms(reward, words),
    ],
    /** Points that are missing for the cheapest of it. */
    distance: Math.min(...shown.map(({ distance }) => distance)),
    offers: shown,
  };
}

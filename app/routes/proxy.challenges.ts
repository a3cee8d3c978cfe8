import type { LoaderFunctionArgs } from '@remix-run/node';

import { describeProgress } from '#app/components/storefront/challenge-progress-text.ts';
import { describeChallenge } from '#app/components/program-text/challenge-text.ts';
import { challengeName } from '#app/components/program-text/names.ts';
import type { ProgramWords } from '#app/components/program-text/program-words.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import {
  readShopperChallenges,
  type ShopperChallenge,
  type ShopperChallenges,
} from '#app/usecases/members/read-shopper-challenges.server.ts';

import { personalAnswer } from './proxy-form.server.ts';

/**
 * `GET <app proxy>/challenges?locale=de`: how far the signed-in shopper is with each challenge. Answers with a `state` and
 * with 200 also to who is signed out.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const identity = authenticateProxy(request, context);
  const locale = new URL(request.url).searchParams.get('locale');
  const challenges = await readShopperChallenges(context.services, identity);
  return personalAnswer(toAnswer(challenges, resolveLocale([locale])));
}

function toAnswer(read: ShopperChallenges, locale: string): object {
  if (read.state !== 'member') return { state: read.state };
  const { challenges, program, currency, timezone, names } = read;
  if (!program) return { state: 'member', challenges: [] };
  const catalog = { names, reader: 'shopper' } as const;
  const words = { ...languageFor(locale, timezone), currency, program, catalog };
  return { state: 'member', challenges: challenges.map((each) => toChallenge(each, words)) };
}

function toChallenge({ challenge, progress }: ShopperChallenge, words: ProgramWords): object {
  const { reached, goal, completions, isOpen, endsAt } = progress;
  return {
    key: challenge.key,
    name: challengeName(challenge, words),
    /** What is to be reached, by when, and for what, a sentence each. */
    terms: describeChallenge(challenge, words),
    ...describeProgress(challenge, progress, words),
    reached: Math.min(reached, goal),
    goal,
    completions,
    isOpen,
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  };
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';

import { describePointsNow, describeWhy } from '#app/components/why/why-text.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import {
  explainOwnOrder,
  type OwnOrderExplanation,
} from '#app/usecases/explaining/explain-orders.server.ts';

const Query = z.object({ locale: z.string().max(35).nullable(), order: z.string().max(20) });

type WhyAnswer =
  | { readonly state: Exclude<OwnOrderExplanation['state'], 'found'> }
  | {
      readonly state: 'found';
      readonly order: string;
      readonly text: string;
      /** Sentences that show why. */
      readonly because: readonly string[];
      /** Where the points are now, a sentence each. */
      readonly now: readonly string[];
    };

/**
 * `GET <app proxy>/why?order=5678901234567&locale=de`: why an order of the signed-in shopper earned what it did. Of an
 * order of somebody else it says no more than of one that does not exist.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const identity = authenticateProxy(request, context);
  const parameters = new URL(request.url).searchParams;
  const query = Query.safeParse({
    locale: parameters.get('locale'),
    order: parameters.get('order'),
  });
  if (!query.success) return answer({ state: 'unknown' });
  const { order, locale } = query.data;
  const explanation = await explainOwnOrder(context.services, { ...identity, asked: order });
  return answer(toAnswer(explanation, resolveLocale([locale])));
}

// Personal, so no cache on the way may keep it: neither Shopify's nor the browser's.
function answer(body: WhyAnswer): Response {
  return Response.json(body, { headers: { 'Cache-Control': 'private, no-store' } });
}

function toAnswer(explanation: OwnOrderExplanation, locale: string): WhyAnswer {
  if (explanation.state !== 'found') return { state: explanation.state };
  const { order, timezone } = explanation;
  const language = languageFor(locale, timezone);
  const { headline, sentences } = describeWhy(order, language);
  return {
    state: 'found',
    order: order.name,
    text: headline,
    because: sentences,
    now: describePointsNow(order.pointsNow, language),
  };
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';

import { writeChange } from '#app/components/amounts.ts';
import type { Language } from '#app/components/language.ts';
import { describePosting } from '#app/components/receipt-text.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import {
  ActivityCursor,
  type ActivityPosting,
  type MemberActivity,
  readMemberActivity,
} from '#app/usecases/read-member-activity.server.ts';

const Query = z.object({
  locale: z.string().max(35).optional(),
  cursor: ActivityCursor.optional(),
});

/** One line of the activity as the storefront's script shows it: texts are ready to be read. */
interface ActivityEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly date: string;
  /** `+26` */
  readonly points: string;
  readonly text: string;
  /** Sentences that show why. */
  readonly because: readonly string[];
}

type ActivityAnswer =
  | { readonly state: 'signed_out' | 'not_a_member' | 'invalid' }
  | {
      readonly state: 'member';
      readonly entries: readonly ActivityEntry[];
      readonly next: string | null;
    };

/**
 * `GET <app proxy>/activity?locale=de&cursor=…`: what the signed-in shopper's points did lately, a page at a time.
 * Always answers with a `state`, and with 200 also to who is signed out: that is an answer, not a failure.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { shopDomain, customerId } = authenticateProxy(request, context);
  const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return answer({ state: 'invalid' }, 400);
  const { cursor, locale } = query.data;
  const before = cursor ?? null;
  const activity = await readMemberActivity(context.services, { shopDomain, customerId, before });
  return answer(toAnswer(activity, resolveLocale([locale])), 200);
}

// Personal, so no cache on the way may keep it: neither Shopify's nor the browser's.
function answer(body: ActivityAnswer, status: number): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'private, no-store' } });
}

function toAnswer(activity: MemberActivity, locale: string): ActivityAnswer {
  if (activity.state !== 'member') return { state: activity.state };
  const language = languageFor(locale, activity.timezone);
  const entries = activity.postings.map((posting) => toEntry(posting, language));
  return { state: 'member', entries, next: activity.next };
}

function toEntry({ occurredAt, change, transfers }: ActivityPosting, language: Language) {
  const { headline, sentences } = describePosting(transfers, language);
  return {
    at: occurredAt.toISOString(),
    date: language.format.dateTime(occurredAt, { dateStyle: 'long' }),
    points: writeChange(change, language),
    text: headline,
    because: sentences,
  };
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';

import { writeChange } from '#app/components/language/amounts.ts';
import type { Language } from '#app/components/language/language.ts';
import { describeHistory } from '#app/components/members/history-text.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import {
  type MemberActivity,
  readMemberActivity,
} from '#app/usecases/members/read-member-activity.server.ts';

const Query = z.object({
  locale: z.string().max(35).nullable(),
  cursor: z.string().max(60).nullable(),
});

/** One line of the activity as the storefront's script shows it: its texts are ready to be read. */
interface ActivityLine {
  /** ISO 8601. */
  readonly at: string;
  readonly date: string;
  /** `+26`, or null where none came or went. */
  readonly points: string | null;
  readonly text: string;
  /** Sentences that show why. */
  readonly because: readonly string[];
}

type ActivityAnswer =
  | { readonly state: Exclude<MemberActivity['state'], 'member'> }
  | {
      readonly state: 'member';
      readonly entries: readonly ActivityLine[];
      readonly next: string | null;
    };

/**
 * `GET <app proxy>/activity?locale=de&cursor=…`: what the signed-in shopper's points did lately, a page at a time.
 * Answers with a `state` and with 200 even to who is signed out: that is an answer, not a failure. 400 where the
 * address is not one that we gave out.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const identity = authenticateProxy(request, context);
  const parameters = new URL(request.url).searchParams;
  const query = Query.safeParse({
    locale: parameters.get('locale'),
    cursor: parameters.get('cursor'),
  });
  if (!query.success) return answer({ state: 'unknown_cursor' });
  const { cursor, locale } = query.data;
  const activity = await readMemberActivity(context.services, { ...identity, cursor });
  return answer(toAnswer(activity, resolveLocale([locale])));
}

// Personal, so no cache on the way may keep it: neither Shopify's nor the browser's.
function answer(body: ActivityAnswer): Response {
  return Response.json(body, {
    status: body.state === 'unknown_cursor' ? 400 : 200,
    headers: { 'Cache-Control': 'private, no-store' },
  });
}

function toAnswer(activity: MemberActivity, locale: string): ActivityAnswer {
  if (activity.state !== 'member') return { state: activity.state };
  const language = languageFor(locale, activity.timezone);
  const entries = activity.entries.map((entry) => toLine(entry, language));
  return { state: 'member', entries, next: activity.next };
}

type ActivityEntry = Extract<MemberActivity, { state: 'member' }>['entries'][number];

function toLine(entry: ActivityEntry, language: Language): ActivityLine {
  const { headline, sentences } = describeHistory(entry, language);
  const change = entry.kind === 'posting' ? entry.change : 0;
  return {
    at: entry.place.at.toISOString(),
    date: language.format.dateTime(entry.place.at, { dateStyle: 'long' }),
    points: change === 0 ? null : writeChange(change, language),
    text: headline,
    because: sentences,
  };
}

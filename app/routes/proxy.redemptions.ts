import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';

import {
  describeCancelling,
  describeRedeeming,
} from '#app/components/storefront/redeeming-outcome-text.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import type { RedeemOutcome } from '#app/usecases/redeeming/asked-reward.server.ts';
import { redeemAsCustomer } from '#app/usecases/redeeming/redeem-as-customer.server.ts';
import {
  cancelAsCustomer,
  readOwnRedemptions,
} from '#app/usecases/redemptions/own-redemptions.server.ts';
import { findTimezone, type NoMember } from '#app/usecases/shopper.server.ts';

import { readBoundedText } from './bounded-text.server.ts';
import { personalAnswer } from './proxy-form.server.ts';
import { passShopper } from './proxy-limit.server.ts';
import { showOwn, showRedemption } from './proxy-redemption.server.ts';

/** More than any wish needs. */
const BODY_BYTES_MAX = 2_000;

const Id = z.string().regex(/^[1-9]\d{0,17}$/);

/** In which the answer's text is. */
const Locale = z.string().max(35).nullable().default(null);

const Body = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('redeem'),
    reward: z.string().min(1).max(40),
    points: z.number().int().min(1).max(1_000_000),
    choice: Id.nullable().default(null),
    /** Chosen at random by the page, for each tap another. */
    key: z.string().regex(/^[\w-]{16,64}$/),
    locale: Locale,
  }),
  z.strictObject({ intent: z.literal('cancel'), id: Id, locale: Locale }),
]);

const Query = z.object({
  view: z.enum(['all', 'over']).catch('all'),
  before: Id.nullable().catch(null),
});

/**
 * `GET <app proxy>/redemptions?locale=de&view=over&before=42`: what the signed-in shopper has redeemed, newest first, a
 * page at a time; `view=over` leaves out what she can still use. Answers with a `state` and with 200 even to who is signed
 * out.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shopper = authenticateProxy(request, context);
  const parameters = new URL(request.url).searchParams;
  const asked = Query.parse({ view: parameters.get('view'), before: parameters.get('before') });
  const page = await readOwnRedemptions(context.services, shopper, asked);
  if (page.state !== 'member') return personalAnswer({ state: page.state });
  const language = languageFor(resolveLocale([parameters.get('locale')]), page.timezone);
  const redemptions = page.redemptions.map((own) => showOwn(own, language));
  return personalAnswer({ state: 'member', redemptions, next: page.next });
}

/**
 * `POST <app proxy>/redemptions` with JSON: redeems a reward, or cancels a redemption. Who is there is what Shopify signed;
 * nothing of the body says it. JSON alone is read, which no form of another site can send. Answers with a `state`, and
 * with 400 to what no page of ours sends.
 * @throws Response 429 to who has asked for too much lately
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const shopper = authenticateProxy(request, context);
  const body = await readBody(request);
  if (!body) return personalAnswer({ state: 'not_understood' }, 400);
  const { services } = context;
  await passShopper(services, shopper, body.locale);
  const language = languageFor(resolveLocale([body.locale]), await findTimezone(services, shopper));
  if (body.intent === 'cancel') {
    const { outcome } = await cancelAsCustomer(services, shopper, body.id);
    return personalAnswer({ state: outcome, text: describeCancelling(outcome, language) });
  }
  const { reward, points, choice, key } = body;
  const wish = { rewardKey: reward, points, choice, key };
  const outcome = await redeemAsCustomer(services, shopper, wish);
  return personalAnswer({ ...toAnswer(outcome), ...describeRedeeming(outcome, language) });
}

async function readBody(request: Request): Promise<z.infer<typeof Body> | undefined> {
  if (!/^application\/json\b/.test(request.headers.get('Content-Type') ?? '')) return undefined;
  const text = await readBoundedText(request, BODY_BYTES_MAX);
  return text === null ? undefined : Body.safeParse(parse(text)).data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toAnswer(outcome: RedeemOutcome | NoMember): object {
  switch (outcome.outcome) {
    case 'redeemed':
    case 'repeated':
      return { state: 'redeemed', redemption: showRedemption(outcome.redemption) };
    case 'refused': {
      const { refusal } = outcome;
      const until = 'until' in refusal ? refusal.until : null;
      const ends = until === null ? null : new Date(until).toISOString();
      return { state: 'refused', why: refusal.why, until: ends };
    }
    case 'unavailable':
      return { state: 'unavailable' };
    // Erased since her page was shown.
    case 'no_member':
      return { state: 'not_a_member' };
    default:
      return { state: outcome.outcome };
  }
}

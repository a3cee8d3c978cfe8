import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';

import { describeOutcome } from '#app/components/actions/action-outcome-text.ts';
import { liquidOfOutcome } from '#app/components/storefront/outcome-liquid.ts';
import { readerLocale } from '#app/platform/reader-locale.server.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import { enterCode } from '#app/usecases/actions/enter-code.server.ts';
import { limitShopper } from '#app/usecases/requests/limit-requests.server.ts';
import { findTimezone } from '#app/usecases/shopper.server.ts';

import { personalAnswer, readProxyForm } from './proxy-form.server.ts';
import { describeWait, refuseForNow } from './proxy-limit.server.ts';

/**
 * `POST <app proxy>/code`, fields `code`, `locale`: the signed-in shopper enters a code. 429 to who has tried too many in
 * vain, and when she may try again.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { identity, field } = await readProxyForm(request, context);
  const outcome = await enterCode(context.services, identity, field('code'));
  const timezone = await findTimezone(context.services, identity);
  const language = languageFor(resolveLocale([field('locale')]), timezone);
  const body = { state: outcome.state, ...describeOutcome(outcome, language) };
  if (outcome.state !== 'too_many_attempts') return personalAnswer(body);
  const waitMs = outcome.until.getTime() - context.services.clock.now().getTime();
  return refuseForNow(body, Math.max(1, Math.ceil(waitMs / 1000)));
}

/**
 * `GET <app proxy>/code?code=…`: a code's link, from a sign or a letter. It does the same, and answers with a page of the
 * shop's theme; whoever is signed out is asked to sign in and comes back. With 200 in any case: of other answers nothing is
 * documented that says whether Shopify shows them in the theme.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const identity = authenticateProxy(request, context);
  const parameters = new URL(request.url).searchParams;
  const code = parameters.get('code') ?? '';
  const language = languageFor(
    readerLocale(request),
    await findTimezone(context.services, identity),
  );
  const limited = await limitShopper(context.services, identity);
  if (!limited.isAllowed) {
    const text = describeWait(limited.waitSeconds, language);
    return showPage({ text, because: [] }, { signIn: null, returnTo: '' });
  }
  const outcome = await enterCode(context.services, identity, code);
  return showPage(describeOutcome(outcome, language), {
    signIn: outcome.state === 'signed_out' ? language.text('actions.storefront.signIn') : null,
    returnTo: `${parameters.get('path_prefix') ?? ''}/code?${new URLSearchParams({ code })}`,
  });
}

function showPage(...written: Parameters<typeof liquidOfOutcome>): Response {
  return new Response(liquidOfOutcome(...written), {
    headers: { 'Content-Type': 'application/liquid', 'Cache-Control': 'private, no-store' },
  });
}

import type { ActionFunctionArgs } from '@remix-run/node';

import { describeOutcome } from '#app/components/actions/action-outcome-text.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { claimAction } from '#app/usecases/actions/claim-action.server.ts';
import { findTimezone } from '#app/usecases/shopper.server.ts';

import { personalAnswer, readProxyForm } from './proxy-form.server.ts';

/** `POST <app proxy>/claim`, fields `action`, `proof`, `locale`: the signed-in shopper says that she has done something. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { identity, field } = await readProxyForm(request, context);
  const proof = field('proof');
  const outcome = await claimAction(context.services, identity, {
    action: field('action'),
    proof: proof === '' ? null : proof,
  });
  const timezone = await findTimezone(context.services, identity);
  const language = languageFor(resolveLocale([field('locale')]), timezone);
  return personalAnswer({ state: outcome.state, ...describeOutcome(outcome, language) });
}

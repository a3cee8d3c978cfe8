import type { ActionFunctionArgs } from '@remix-run/node';

import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { setShopperBirthday } from '#app/usecases/actions/set-shopper-birthday.server.ts';
import { findTimezone } from '#app/usecases/shopper.server.ts';

import { personalAnswer, readProxyForm } from './proxy-form.server.ts';

const TEXTS = {
  saved: 'birthdaySaved',
  not_a_date: 'notADate',
  not_a_member: 'notMember',
  signed_out: 'signedOutBirthday',
} as const;

/**
 * `POST <app proxy>/birthday`, fields `month`, `day`, `year` (may be empty), `locale`: the signed-in shopper tells her
 * birthday. Empty fields have it forgotten.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { identity, field } = await readProxyForm(request, context);
  const [month, day, year] = [field('month'), field('day'), field('year')];
  const isNone = month === '' && day === '' && year === '';
  const written = isNone ? null : { month, day, year: year === '' ? null : year };
  const { state } = await setShopperBirthday(context.services, identity, written);
  const { text } = languageFor(
    resolveLocale([field('locale')]),
    await findTimezone(context.services, identity),
  );
  return personalAnswer({ state, text: text(`actions.storefront.${TEXTS[state]}`) });
}

import type { LoaderFunctionArgs } from '@remix-run/node';

import { explainAction, nameAction } from '#app/components/receipts/action-receipt-text.ts';
import { describeWay } from '#app/components/storefront/way-to-earn-text.ts';
import { writeChange, writePoints } from '#app/components/language/amounts.ts';
import type { Language } from '#app/components/language/language.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import {
  type PossibleAction,
  readShopperActions,
  type ShopperActions,
} from '#app/usecases/actions/read-shopper-actions.server.ts';

import { personalAnswer } from './proxy-form.server.ts';

/**
 * `GET <app proxy>/actions?locale=de`: what the signed-in shopper can do for points, what it would bring her now, and
 * what became of what she did. Answers with a `state` and with 200 also to who is signed out.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const identity = authenticateProxy(request, context);
  const locale = new URL(request.url).searchParams.get('locale');
  const actions = await readShopperActions(context.services, identity);
  return personalAnswer(toAnswer(actions, resolveLocale([locale])));
}

function toAnswer(actions: ShopperActions, locale: string): object {
  if (actions.state !== 'member') return { state: actions.state };
  const language = languageFor(locale, actions.timezone);
  return {
    state: 'member',
    actions: actions.possible.map((possible) => {
      // The newest comes first.
      const last = actions.done.find(({ receipt }) => receipt.rule === possible.rule.key);
      return toPossible(possible, last, language);
    }),
    done: actions.done.map((action) => toDone(action, language)),
    birthday: actions.birthday,
  };
}

type DoneAction = Extract<ShopperActions, { state: 'member' }>['done'][number];

/** A code is not among what is told: whoever is to have it knows it from elsewhere. */
function toPossible(
  { rule, receipt }: PossibleAction,
  last: DoneAction | undefined,
  language: Language,
): object {
  const { occasion } = rule;
  const isOpen = receipt.points > 0;
  return {
    key: rule.key,
    name: nameAction(receipt, language),
    occasion: occasion.kind,
    points: writePoints(isOpen ? receipt.points : rule.points, language),
    standing: isOpen ? 'open' : receipt.nothing,
    until: receipt.limit?.until ?? null,
    because: isOpen ? [] : explainAction(receipt, language),
    way: describeWay(receipt, last, language),
    ...(occasion.kind === 'claim' && {
      proof: occasion.proof,
      approval: occasion.approval,
      address: occasion.address,
    }),
  };
}

function toDone({ at, state, receipt }: DoneAction, language: Language): object {
  return {
    at: at.toISOString(),
    date: language.format.dateTime(at, { dateStyle: 'long' }),
    name: nameAction(receipt, language),
    state,
    points: state === 'given' ? writeChange(receipt.points, language) : null,
    because: explainAction(receipt, language),
  };
}

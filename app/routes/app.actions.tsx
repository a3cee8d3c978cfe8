import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { ActionsPage } from '#app/components/actions/actions-page.tsx';
import { approveAction, rejectAction } from '#app/usecases/actions/decide-claim.server.ts';
import { readAwaitingActions } from '#app/usecases/actions/read-awaiting-actions.server.ts';

import { enterAdmin } from './enter.server.ts';
import { textOf } from './form-text.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const after = new URL(args.request.url).searchParams.get('after');
  return readAwaitingActions(services, shop.id, after);
}

export async function action(args: ActionFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const form = await args.request.formData();
  const id = textOf(form, 'id');
  if (textOf(form, 'decision') === 'approve') {
    const outcome = await approveAction(services, shop, { staffUserId, id });
    return { decision: 'approve' as const, outcome };
  }
  const reason = textOf(form, 'reason');
  const outcome = await rejectAction(services, shop, { staffUserId, id, reason });
  return { decision: 'reject' as const, outcome };
}

export default function Actions() {
  return <ActionsPage {...useLoaderData<typeof loader>()} />;
}

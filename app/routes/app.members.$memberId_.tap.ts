import type { ActionFunctionArgs } from '@remix-run/node';

import { tapAction } from '#app/usecases/actions/tap-action.server.ts';

import { enterAdmin } from './enter.server.ts';
import { textOf } from './form-text.server.ts';

/** Staff give a member the points of something that she does at the counter. */
export async function action(args: ActionFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const form = await args.request.formData();
  const key = textOf(form, 'key');
  return tapAction(services, shop, {
    staffUserId,
    memberId: args.params['memberId'] ?? '',
    rule: textOf(form, 'rule'),
    key: key === '' ? null : key,
  });
}

import type { ActionFunctionArgs } from '@remix-run/node';

import { MemberId } from '#app/loyalty/ids.ts';
import { setBirthday } from '#app/usecases/actions/set-birthday.server.ts';

import { enterAdmin } from './enter.server.ts';
import { textOf } from './form-text.server.ts';

/** Staff write down a member's birthday; empty fields have it forgotten. */
export async function action(args: ActionFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const memberId = MemberId.safeParse(args.params['memberId']);
  if (!memberId.success) return { state: 'not_a_member' as const };
  const form = await args.request.formData();
  const [month, day, year] = [textOf(form, 'month'), textOf(form, 'day'), textOf(form, 'year')];
  const written =
    month + day + year === '' ? null : { month, day, year: year === '' ? null : year };
  const teller = { kind: 'staff', memberId: memberId.data, staffUserId } as const;
  const { state } = await setBirthday(services, shop, teller, written);
  return { state };
}

import { randomUUID } from 'node:crypto';

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { AdjustPage, type AdjustRefusal } from '#app/components/adjusting/adjust-page.tsx';
import { UnknownMemberPage } from '#app/components/members/member-page.tsx';
import { adjustMember, MemberAdjustment } from '#app/usecases/adjusting/adjust-member.server.ts';
import { readMember } from '#app/usecases/members/read-member.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const memberId = args.params['memberId'] ?? '';
  const read = await readMember(services, shop.id, { memberId, before: null });
  const member = read.kind === 'found' ? read.member : null;
  return data({ member, formKey: randomUUID() }, { status: member ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs): Promise<AdjustRefusal | Response> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const form = await args.request.formData();
  const amount = form.get('points');
  const points = typeof amount === 'string' && /^\d{1,9}$/.test(amount) ? Number(amount) : NaN;
  const asked = MemberAdjustment.safeParse({
    ...Object.fromEntries(form),
    memberId: args.params['memberId'],
    points: form.get('direction') === 'take' ? -points : points,
  });
  if (!asked.success) {
    return { kind: 'invalid', fields: asked.error.issues.map(({ path }) => String(path[0])) };
  }
  const outcome = await adjustMember(services, shop.id, staffUserId, asked.data);
  if (outcome.kind === 'adjusted' || outcome.kind === 'repeated') {
    return redirect(`/app/members/${asked.data.memberId}`);
  }
  return outcome;
}

export default function Adjust() {
  const { member, formKey } = useLoaderData<typeof loader>();
  return member ? <AdjustPage member={member} formKey={formKey} /> : <UnknownMemberPage />;
}

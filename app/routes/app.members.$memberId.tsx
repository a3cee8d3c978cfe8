import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { MemberPage, UnknownMemberPage } from '#app/components/members/member-page.tsx';
import { readMemberActions } from '#app/usecases/actions/read-member-actions.server.ts';
import { readMemberTier } from '#app/usecases/tiers/read-member-tier.server.ts';
import { readMemberPromises } from '#app/usecases/redemptions/read-member-promises.server.ts';
import { readMember } from '#app/usecases/members/read-member.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const memberId = args.params['memberId'] ?? '';
  const read = await readMember(services, shop.id, {
    memberId,
    before: new URL(args.request.url).searchParams.get('before'),
  });
  if (read.kind === 'unknown') return data(read, { status: 404 });
  return data({
    ...read,
    tier: await readMemberTier(services, shop, memberId),
    promises: await readMemberPromises(services, shop.id, memberId),
    actions: await readMemberActions(services, shop.id, memberId),
  });
}

export default function Member() {
  const read = useLoaderData<typeof loader>();
  return read.kind === 'unknown' ? <UnknownMemberPage /> : <MemberPage {...read} />;
}

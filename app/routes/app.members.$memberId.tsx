import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { MemberPage, UnknownMemberPage } from '#app/components/member-page.tsx';
import { readMember } from '#app/usecases/read-member.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const read = await readMember(services, shop.id, {
    memberId: args.params['memberId'] ?? '',
    before: new URL(args.request.url).searchParams.get('before'),
  });
  return data(read, { status: read.kind === 'unknown' ? 404 : 200 });
}

export default function Member() {
  const read = useLoaderData<typeof loader>();
  return read.kind === 'unknown' ? <UnknownMemberPage /> : <MemberPage {...read} />;
}

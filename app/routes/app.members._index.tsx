import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { MembersPage } from '#app/components/members/members-page.tsx';
import { MemberListQuery, readMembers } from '#app/usecases/members/read-members.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const { searchParams } = new URL(args.request.url);
  const query = MemberListQuery.parse(Object.fromEntries(searchParams));
  return readMembers(services, shop.id, query);
}

export default function Members() {
  return <MembersPage list={useLoaderData<typeof loader>()} />;
}

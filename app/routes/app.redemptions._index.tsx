import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { RedemptionsPage } from '#app/components/redemptions/redemptions-page.tsx';
import {
  readRedemptions,
  RedemptionListQuery,
} from '#app/usecases/redemptions/read-redemptions.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const { searchParams } = new URL(args.request.url);
  const query = RedemptionListQuery.parse(Object.fromEntries(searchParams));
  return readRedemptions(services, shop.id, query);
}

export default function Redemptions() {
  return <RedemptionsPage list={useLoaderData<typeof loader>()} />;
}

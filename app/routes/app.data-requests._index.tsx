import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { DataRequestsPage } from '#app/components/data-requests/data-requests-page.tsx';
import { handOverDataRequest } from '#app/usecases/privacy/hand-over-data-request.server.ts';
import { readDataRequests } from '#app/usecases/privacy/read-data-requests.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  return readDataRequests(services, shop.id, new URL(args.request.url).searchParams.get('before'));
}

export async function action(args: ActionFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const id = (await args.request.formData()).get('id');
  if (typeof id !== 'string') return 'unknown';
  return handOverDataRequest(services, shop.id, { staffUserId, id });
}

export default function DataRequests() {
  return <DataRequestsPage {...useLoaderData<typeof loader>()} />;
}

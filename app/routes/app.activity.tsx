import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { ActivityPage } from '#app/components/activity/activity-page.tsx';
import { readAuditLog } from '#app/usecases/shops/read-audit-log.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const before = new URL(args.request.url).searchParams.get('before');
  return readAuditLog(services, shop.id, { staffUserId, before });
}

export default function Activity() {
  return <ActivityPage {...useLoaderData<typeof loader>()} />;
}

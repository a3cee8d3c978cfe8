import type { LoaderFunctionArgs } from '@remix-run/node';

import { exportRequestedData } from '#app/usecases/privacy/export-requested-data.server.ts';

import { enterAdmin } from './enter.server.ts';

/** The file that a customer gets who has asked for her data. Fetched with a session token, never by a plain link. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const id = args.params['requestId'] ?? '';
  const exported = await exportRequestedData(services, shop.id, { staffUserId, id });
  if (exported.kind === 'unknown') return new Response(null, { status: 404 });
  return new Response(JSON.stringify(exported.data, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="evergreen-customer-${exported.customerId}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { ImportsPage } from '#app/components/adjusting/imports-page.tsx';
import { readImports } from '#app/usecases/adjusting/read-imports.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const before = new URL(args.request.url).searchParams.get('before');
  return { ...(await readImports(services, shop.id, before)), readerId: staffUserId };
}

export default function Adjustments() {
  return <ImportsPage {...useLoaderData<typeof loader>()} />;
}

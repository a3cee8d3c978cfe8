import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { ProgramPage } from '#app/components/program/program-page.tsx';
import { nameProducts } from '#app/usecases/catalog/name-products.server.ts';
import { readProgramOverview } from '#app/usecases/programs/read-program.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const before = new URL(args.request.url).searchParams.get('before');
  const overview = await readProgramOverview(services, shop, before);
  const names = await nameProducts(services, shop, [overview.inForce?.program]);
  return { ...overview, names, readerId: staffUserId };
}

export default function Program() {
  return <ProgramPage {...useLoaderData<typeof loader>()} />;
}

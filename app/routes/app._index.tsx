import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { HomePage } from '#app/components/home-page.tsx';
import { themeEditorLinks } from '#app/components/storefront-state.ts';
import { readHome } from '#app/usecases/read-home.server.ts';
import { readMissingScopes } from '#app/usecases/read-missing-scopes.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const { apiKey } = args.context.shopify;
  return {
    home: await readHome(services, shop.id),
    links: themeEditorLinks(shop.domain, apiKey),
    missingScopes: await readMissingScopes(services, shop.domain),
  };
}

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />;
}

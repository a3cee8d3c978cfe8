import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { SettingsPage } from '#app/components/settings/settings-page.tsx';
import { readSettings } from '#app/usecases/shops/read-settings.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  return readSettings(services, shop.id);
}

export default function Settings() {
  return <SettingsPage {...useLoaderData<typeof loader>()} />;
}

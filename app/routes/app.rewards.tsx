import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { RewardsPage } from '#app/components/rewards/rewards-page.tsx';
import { readRewards } from '#app/usecases/tending/read-rewards.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  return readRewards(services, shop);
}

export default function Rewards() {
  return <RewardsPage {...useLoaderData<typeof loader>()} />;
}

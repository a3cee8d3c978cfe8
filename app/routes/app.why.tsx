import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { WhyPage } from '#app/components/why/why-page.tsx';
import { explainActions } from '#app/usecases/explaining/explain-actions.server.ts';
import { explainOrders } from '#app/usecases/explaining/explain-orders.server.ts';

import { enterAdmin } from './enter.server.ts';

/** `/app/why?order=#1001` explains an order, `/app/why?member=7` what a member did besides buying. */
export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const parameters = new URL(args.request.url).searchParams;
  const asked = parameters.get('order') ?? '';
  const memberId = parameters.get('member');
  const [orders, member] = await Promise.all([
    explainOrders(services, shop.id, asked),
    memberId === null ? null : explainActions(services, shop.id, memberId),
  ]);
  return { asked, orders, member };
}

export default function Why() {
  return <WhyPage {...useLoaderData<typeof loader>()} />;
}

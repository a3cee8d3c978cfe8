import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import {
  type DeliveriesAnswer,
  DeliveriesPage,
} from '#app/components/deliveries/deliveries-page.tsx';
import {
  DeliveryListQuery,
  readDeliveries,
} from '#app/usecases/deliveries/read-deliveries.server.ts';
import { retryDeliveries } from '#app/usecases/deliveries/retry-deliveries.server.ts';
import { sendTestEvent } from '#app/usecases/deliveries/send-test-event.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const { searchParams } = new URL(args.request.url);
  const query = DeliveryListQuery.parse(Object.fromEntries(searchParams));
  return readDeliveries(services, shop.id, query);
}

export async function action(args: ActionFunctionArgs): Promise<DeliveriesAnswer> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const form = Object.fromEntries(await args.request.formData());
  if (form['intent'] === 'test') {
    return { kind: 'test_sent', id: await sendTestEvent(services, shop.id, staffUserId) };
  }
  const { view, topic } = DeliveryListQuery.parse(form);
  if (form['intent'] !== 'retry_all' || view === 'all') return { kind: 'unknown' };
  const wish = { staffUserId, view, topic };
  return { kind: 'retried', ...(await retryDeliveries(services, shop.id, wish)) };
}

export default function Deliveries() {
  return <DeliveriesPage list={useLoaderData<typeof loader>()} />;
}

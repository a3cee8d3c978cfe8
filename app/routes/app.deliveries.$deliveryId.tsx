import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import {
  type DeliveryAnswer,
  DeliveryPage,
  UnknownDeliveryPage,
} from '#app/components/deliveries/delivery-page.tsx';
import { dismissDelivery } from '#app/usecases/deliveries/dismiss-delivery.server.ts';
import { inspectDelivery } from '#app/usecases/deliveries/inspect-delivery.server.ts';
import { retryDelivery } from '#app/usecases/deliveries/retry-deliveries.server.ts';

import { enterAdmin } from './enter.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const read = await inspectDelivery(services, shop.id, args.params['deliveryId'] ?? '');
  return data(read, { status: read.kind === 'unknown' ? 404 : 200 });
}

export async function action(args: ActionFunctionArgs): Promise<DeliveryAnswer> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const wish = { staffUserId, id: args.params['deliveryId'] ?? '' };
  const form = await args.request.formData();
  switch (form.get('intent')) {
    case 'retry':
      return retryDelivery(services, shop.id, wish);
    case 'dismiss':
      return dismissDelivery(services, shop.id, wish);
    default:
      return 'unknown';
  }
}

export default function Delivery() {
  const read = useLoaderData<typeof loader>();
  return read.kind === 'unknown' ? <UnknownDeliveryPage /> : <DeliveryPage {...read} />;
}

import type { IncomingHttpHeaders } from 'node:http';

import { z } from 'zod';

/**
 * What Shopify says of a delivery in its headers. None of them is signed, so each is held to its form before it goes
 * anywhere (https://shopify.dev/docs/apps/build/webhooks/subscribe/https#headers).
 */
const DeliveryHeaders = z.object({
  'x-shopify-topic': z.string().regex(/^[a-z][a-z0-9_./]{2,99}$/),
  'x-shopify-shop-domain': z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/),
  'x-shopify-webhook-id': z.string().regex(/^[\w.:-]{1,100}$/),
  'x-shopify-triggered-at': z.iso.datetime({ offset: true }).optional().catch(undefined),
});

/** The headers of a delivery that the inbox keeps. */
export interface DeliveryNames {
  readonly topic: string;
  readonly shopDomain: string;
  readonly deliveryId: string;
  readonly triggeredAt: Date | null;
}

/**
 * Reads the headers that name a delivery.
 * @returns undefined when one is missing or does not have its form; a time that cannot be read is null
 */
export function readDeliveryHeaders(headers: IncomingHttpHeaders): DeliveryNames | undefined {
  const parsed = DeliveryHeaders.safeParse(headers);
  if (!parsed.success) return undefined;
  const triggeredAt = parsed.data['x-shopify-triggered-at'];
  return {
    topic: parsed.data['x-shopify-topic'],
    shopDomain: parsed.data['x-shopify-shop-domain'],
    deliveryId: parsed.data['x-shopify-webhook-id'],
    triggeredAt: triggeredAt === undefined ? null : new Date(triggeredAt),
  };
}

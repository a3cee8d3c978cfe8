import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { RunningDemo } from './demo.ts';

const SHOP = 'fernhill-roastery.myshopify.com';

/** Delivers a body to the app as Shopify would, signed with the app's secret, whatever the body is. */
export async function deliver(demo: RunningDemo, topic: string, body: string): Promise<void> {
  const secret = await readFile(path.join(demo.dataFolder, 'api-secret'), 'utf8');
  const response = await fetch(`${demo.app}/webhooks`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Shopify-Topic': topic,
      'X-Shopify-Shop-Domain': SHOP,
      'X-Shopify-Webhook-Id': randomUUID(),
      'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
    body,
  });
  if (response.status !== 200) throw new Error(`The delivery was refused: ${response.status}`);
}

/** What Shopify sends when a customer asks a shop for what is known of her. */
export function dataRequestBody(customerId: number): string {
  return JSON.stringify({
    shop_domain: SHOP,
    orders_requested: [],
    customer: { id: customerId, email: 'ada.forster@example.com' },
    data_request: { id: 9999 },
  });
}

import { createHmac } from 'node:crypto';

import type { WebhookDelivery } from '../store/webhook-types.ts';

/**
 * The whole request may take this long; a redirect is a failure. See "Troubleshooting webhooks",
 * https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks
 */
export const RESPONSE_WITHIN_MS = 5000;

/** What every delivery is sent with. */
export interface DeliveryTerms {
  readonly shopDomain: string;
  readonly apiVersion: string;
  readonly apiSecret: string;
}

/** What became of one attempt. */
export interface AttemptOutcome {
  readonly status: number | null;
  readonly problem: string | null;
  readonly milliseconds: number;
}

/** Base64 of the HMAC-SHA256 over the raw body with the app's secret. */
export function signBody(body: string, apiSecret: string): string {
  return createHmac('sha256', apiSecret).update(body, 'utf8').digest('base64');
}

/** See https://shopify.dev/docs/apps/build/webhooks/delivery-structure ("Headers"). */
export function deliveryHeaders(
  delivery: WebhookDelivery,
  terms: DeliveryTerms,
): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': delivery.topic,
    'X-Shopify-Hmac-Sha256': signBody(delivery.body, terms.apiSecret),
    'X-Shopify-Shop-Domain': terms.shopDomain,
    'X-Shopify-API-Version': terms.apiVersion,
    'X-Shopify-Webhook-Id': delivery.id,
    'X-Shopify-Event-Id': delivery.eventId,
    'X-Shopify-Triggered-At': delivery.triggeredAt,
  };
}

function describe(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: string } | undefined)?.code;
  return code ?? (error instanceof Error ? error.message : String(error));
}

/**
 * Posts a delivery once.
 * @param stop ends the attempt early, which then counts as failed
 */
export async function postDelivery(
  delivery: WebhookDelivery,
  terms: DeliveryTerms,
  stop: AbortSignal,
): Promise<AttemptOutcome> {
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  // Not AbortSignal.timeout: that one goes off after every delivery, long over, at a fifth of the whole cost.
  const limit = new AbortController();
  const tooLate = `no answer within ${RESPONSE_WITHIN_MS / 1000} s`;
  const timer = setTimeout(() => limit.abort(new Error(tooLate)), RESPONSE_WITHIN_MS);
  const end = (): void => limit.abort(new Error('the sandbox ended'));
  stop.addEventListener('abort', end, { once: true });
  try {
    const response = await fetch(delivery.address, {
      method: 'POST',
      headers: deliveryHeaders(delivery, terms),
      body: delivery.body,
      redirect: 'manual',
      signal: limit.signal,
    });
    await response.body?.cancel();
    const problem = response.ok ? null : `status ${response.status}`;
    return { status: response.status, problem, milliseconds: elapsed() };
  } catch (error) {
    return { status: null, problem: describe(error), milliseconds: elapsed() };
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  }
}

import type { AppLoadContext } from '@remix-run/node';

import { authenticateProxy, type ProxyIdentity } from '#app/shopify/authenticate.server.ts';

import { readBoundedText } from './bounded-text.server.ts';
import { passShopper } from './proxy-limit.server.ts';

/** More than any form of the storefront holds. */
const BYTES_MAX = 16_384;

/** A form that a shopper has sent. */
export interface ProxyForm {
  readonly identity: ProxyIdentity;
  /** The text of a field; empty where it is missing. */
  readonly field: (name: string) => string;
}

/**
 * Reads a form that Shopify's app proxy has forwarded, of a shopper who has not asked for too much lately.
 * @throws Response 401 where the signature is in doubt, 413 and 400 for what is no form of ours, 429 for too much
 */
export async function readProxyForm(request: Request, context: AppLoadContext): Promise<ProxyForm> {
  const identity = authenticateProxy(request, context);
  const type = request.headers.get('Content-Type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) throw refusal(400);
  const body = await readBoundedText(request, BYTES_MAX);
  if (body === null) throw refusal(413);
  const form = new URLSearchParams(body);
  await passShopper(context.services, identity, form.get('locale'));
  return { identity, field: (name) => form.get(name) ?? '' };
}

/** An answer to one shopper, which no cache on the way may keep: neither Shopify's nor the browser's. */
export function personalAnswer(body: object, status = 200): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'private, no-store' } });
}

function refusal(status: 400 | 413): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
}

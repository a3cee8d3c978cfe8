import { z } from 'zod';

import type { AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';

import type { OpenShop } from './shop.ts';

const Answer = z.object({ data: z.unknown(), errors: z.array(z.unknown()).optional() });

/** The shop's Admin API as the app meets it, without the way through the network: in bad weather there is no data. */
export function ownAdminApi({ adminApi, token }: OpenShop): AdminApi {
  return {
    async run(_shopDomain, operation, variables) {
      const response = await adminApi.request('/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
        body: JSON.stringify({ query: operation.toString(), variables }),
      });
      const text = await response.text();
      const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
      if (!response.ok || !isJson) {
        return { ok: false, failure: { kind: 'unavailable', reason: String(response.status) } };
      }
      if (text.includes('THROTTLED')) {
        return { ok: false, failure: { kind: 'throttled', retryAfterMs: 50 } };
      }
      const answer = Answer.parse(JSON.parse(text));
      if (answer.errors) {
        // Of something that is not there, as a customer who was deleted. Anything else is a fault of the app or the sandbox.
        if (text.includes('RESOURCE_NOT_FOUND')) {
          return { ok: false, failure: { kind: 'refused', reason: 'Invalid id' } };
        }
        throw new Error(`the Admin API refused: ${JSON.stringify(answer.errors)}`);
      }
      // The operation was checked against Shopify's schema when its types were generated.
      return { ok: true, data: answer.data as never };
    },
  };
}

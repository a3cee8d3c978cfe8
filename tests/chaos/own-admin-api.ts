import { z } from 'zod';

import type { AdminApi } from '#app/shopify/admin-api.server.ts';

import type { OpenShop } from './shop.ts';

const Answer = z.object({ data: z.unknown(), errors: z.array(z.unknown()).optional() });

/** The shop's Admin API as the app meets it, without the way through the network. */
export function ownAdminApi({ adminApi, token }: OpenShop): AdminApi {
  return {
    async run(_shopDomain, operation, variables) {
      const response = await adminApi.request('/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
        body: JSON.stringify({ query: operation.toString(), variables }),
      });
      const text = await response.text();
      const answer = Answer.parse(JSON.parse(text));
      if (text.includes('THROTTLED')) {
        return { ok: false, failure: { kind: 'throttled', retryAfterMs: 50 } };
      }
      if (answer.errors) throw new Error(`the Admin API refused: ${JSON.stringify(answer.errors)}`);
      // The operation was checked against Shopify's schema when its types were generated.
      return { ok: true, data: answer.data as never };
    },
  };
}

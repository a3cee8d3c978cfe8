import type { AdminApi, AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';
import { type AdminShop, install } from '#tests/sandbox/support/admin-shop.ts';

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/**
 * The Admin API of the sandbox with its failures, as the app's own client reports them. What the sandbox does not implement
 * is an error of the test.
 * @param scopes that the app has been granted
 */
export function sandboxAdminApi(shop: AdminShop, scopes: string[]): AdminApi & { asked: string[] } {
  install(shop.world, scopes);
  const asked: string[] = [];
  return {
    asked,
    async run(_shopDomain, operation, variables) {
      asked.push(/(?:query|mutation) (\w+)/.exec(operation.toString())?.[1] ?? '');
      // Enough for the rate limit to be full again: it is not what is tried here.
      shop.passSeconds(60);
      const response = await shop.send(JSON.stringify({ query: operation.toString(), variables }));
      const text = await response.text();
      const body = response.ok && text.startsWith('{') ? (JSON.parse(text) as Body) : undefined;
      if (!body) return { ok: false, failure: unavailable(`HTTP ${response.status}`) };
      const [error] = body.errors ?? [];
      if (!error) return { ok: true, data: body.data as never };
      return { ok: false, failure: toFailure(error.extensions?.code, error.message) };
    },
  };
}

function toFailure(code: string | undefined, reason: string): AdminFailure {
  switch (code) {
    case 'THROTTLED':
      return { kind: 'throttled', retryAfterMs: 1_000 };
    case 'ACCESS_DENIED':
      return { kind: 'access_denied', reason };
    default:
      throw new Error(reason);
  }
}

function unavailable(reason: string): AdminFailure {
  return { kind: 'unavailable', reason };
}

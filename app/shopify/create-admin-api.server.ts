import { z } from 'zod';

import type { AdminAnswer, AdminApi, AdminFailure, AdminOperation } from './admin-api.server.ts';
import { toAdminFailure } from './admin-failure.server.ts';
import type { ShopifyApp } from './shopify-app.server.ts';

/** Shopify ends a query of its own accord well before; beyond this the connection is taken for dead. */
const PATIENCE_MS = 20_000;

type Connection = Awaited<ReturnType<ShopifyApp['library']['unauthenticated']['admin']>>;

const Answer = z.object({ data: z.unknown() });

/**
 * The Admin API with the offline token that each shop's installation left, renewed by the library when it is about
 * to expire.
 * @param patienceMs how long an answer is waited for
 */
export function createAdminApi(shopify: ShopifyApp, patienceMs = PATIENCE_MS): AdminApi {
  const connect = connectOnce(shopify);
  return {
    async run<Data, Variables>(
      shopDomain: string,
      operation: AdminOperation<Data, Variables>,
      variables: Variables,
    ): Promise<AdminAnswer<Data>> {
      let connection: Connection | undefined;
      try {
        connection = await connect(shopDomain);
        if (!connection.session.accessToken) return failed({ kind: 'not_installed' });
        const response = await connection.admin.graphql(operation.toString(), {
          variables: { ...(variables as Record<string, unknown>) },
          signal: AbortSignal.timeout(patienceMs),
        });
        const { data } = Answer.parse(await response.json());
        // The operation was checked against Shopify's schema when its types were generated.
        return { ok: true, data: data as Data };
      } catch (error) {
        const failure = toAdminFailure(error);
        if (!failure) throw error;
        // Refused before there was a connection: the refresh token is not accepted any more.
        if (!connection && failure.kind === 'refused') return failed({ kind: 'not_installed' });
        if (!connection || failure.kind !== 'not_installed') return failed(failure);
        return failed(await forgetToken(shopify, connection));
      }
    },
  };
}

function failed(failure: AdminFailure): { ok: false; failure: AdminFailure } {
  return { ok: false, failure };
}

/**
 * Opens at most one connection a shop at a time: calls that start together would each renew an expiring token,
 * and the one that stores last would win over one that another has begun to use.
 */
function connectOnce(shopify: ShopifyApp): (shopDomain: string) => Promise<Connection> {
  const opening = new Map<string, Promise<Connection>>();
  return (shopDomain) => {
    const already = opening.get(shopDomain);
    if (already) return already;
    const connection = shopify.library.unauthenticated
      .admin(shopDomain)
      .finally(() => opening.delete(shopDomain));
    opening.set(shopDomain, connection);
    return connection;
  };
}

/**
 * Shopify did not accept the token. Forgotten, it will be exchanged anew when the merchant opens the app next;
 * unless another process has renewed it meanwhile, and all that is needed is to try again.
 */
async function forgetToken(shopify: ShopifyApp, { session }: Connection): Promise<AdminFailure> {
  const stored = await shopify.sessionStorage.loadSession(session.id);
  if (stored && stored.accessToken !== session.accessToken) {
    return { kind: 'unavailable', reason: 'the access token was renewed meanwhile' };
  }
  await shopify.sessionStorage.deleteSession(session.id);
  return { kind: 'not_installed' };
}

import { z } from 'zod';

import type { AdminApiMetrics } from '#app/platform/metrics/admin-api-metrics.server.ts';

import type { AdminAnswer, AdminApi, AdminFailure, AdminOperation } from './admin-api.server.ts';
import { toAdminFailure } from './admin-failure.server.ts';
import type { ShopifyApp } from '../auth/shopify-app.server.ts';

/** Shopify ends a query of its own accord well before; beyond this the connection is taken for dead. */
const PATIENCE_MS = 20_000;

type Connection = Awaited<ReturnType<ShopifyApp['library']['unauthenticated']['admin']>>;

const Answer = z.object({ data: z.unknown() });

/** https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits */
const Budget = z.object({
  extensions: z.object({
    cost: z.object({
      throttleStatus: z.object({
        currentlyAvailable: z.number(),
        maximumAvailable: z.number().positive(),
      }),
    }),
  }),
});

/**
 * The Admin API with the offline token that each shop's installation left, renewed by the library when it is about
 * to expire.
 * @param metrics count each call
 * @param patienceMs how long an answer is waited for
 */
export function createAdminApi(
  shopify: ShopifyApp,
  metrics: AdminApiMetrics,
  patienceMs = PATIENCE_MS,
): AdminApi {
  const connect = connectOnce(shopify);
  const ask = async <Data, Variables>(
    shopDomain: string,
    operation: AdminOperation<Data, Variables>,
    variables: Variables,
  ): Promise<AdminAnswer<Data>> => {
    let connection: Connection | undefined;
    try {
      connection = await connect(shopDomain);
      if (!connection.session.accessToken) return failed({ kind: 'not_installed' });
      const response = await connection.admin.graphql(operation.toString(), {
        variables: { ...(variables as Record<string, unknown>) },
        signal: AbortSignal.timeout(patienceMs),
      });
      const answer: unknown = await response.json();
      observeBudget(metrics, answer);
      // The operation was checked against Shopify's schema when its types were generated.
      return { ok: true, data: Answer.parse(answer).data as Data };
    } catch (error) {
      const failure = toAdminFailure(error);
      if (!failure) throw error;
      // Refused before there was a connection: the refresh token is not accepted any more.
      if (!connection && failure.kind === 'refused') return failed({ kind: 'not_installed' });
      if (!connection || failure.kind !== 'not_installed') return failed(failure);
      return failed(await forgetToken(shopify, connection));
    }
  };
  return {
    async run(shopDomain, operation, variables) {
      const startedAt = performance.now();
      let outcome = 'error';
      try {
        const answer = await ask(shopDomain, operation, variables);
        outcome = answer.ok ? 'ok' : answer.failure.kind;
        return answer;
      } finally {
        metrics.countCall(outcome, performance.now() - startedAt);
      }
    },
  };
}

/** Not every answer names the budget, and none is worth failing for that. */
function observeBudget(metrics: AdminApiMetrics, answer: unknown): void {
  const parsed = Budget.safeParse(answer);
  if (!parsed.success) return;
  const { currentlyAvailable, maximumAvailable } = parsed.data.extensions.cost.throttleStatus;
  metrics.observeBudgetLeft(currentlyAvailable / maximumAvailable);
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

import { z } from 'zod';

import type { AdminFailure } from './admin-api.server.ts';

/** Waiting time where Shopify names none. */
const DEFAULT_RETRY_AFTER_MS = 1_000;

/** Statuses of a shop that is frozen, locked or being moved: its data is there again later. */
const RESTING_SHOP_STATUSES = new Set([402, 423, 430]);

const HttpError = z.object({
  response: z.object({ code: z.number(), retryAfter: z.number().optional() }),
});

const GraphqlFailure = z.object({
  body: z.object({
    errors: z.object({
      graphQLErrors: z.array(
        z.object({
          message: z.string(),
          extensions: z.object({ code: z.string().optional() }).optional(),
        }),
      ),
    }),
    extensions: z.unknown().optional(),
  }),
});

const Throttling = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    throttleStatus: z.object({
      currentlyAvailable: z.number(),
      restoreRate: z.number().positive(),
    }),
  }),
});

/**
 * What the library threw, as the failure that it stands for.
 * @param error whatever a call of the Admin API ended with
 * @returns undefined when it is none that Shopify or the network explains: a bug
 */
export function toAdminFailure(error: unknown): AdminFailure | undefined {
  if (!(error instanceof Error)) {
    // The library throws bare responses where a token could not be renewed.
    return error instanceof Response ? unavailable(`HTTP ${error.status}`) : undefined;
  }
  // By name: the classes belong to a package below the library, which we do not depend on ourselves.
  switch (error.constructor.name) {
    case 'SessionNotFoundError':
    case 'InvalidJwtError':
      return { kind: 'not_installed' };
    case 'GraphqlQueryError':
      return fromGraphql(error);
    case 'HttpResponseError':
    case 'HttpInternalError':
    case 'HttpThrottlingError':
      return fromHttp(error);
    case 'HttpRequestError':
      return unavailable(error.message);
    default:
      return undefined;
  }
}

/** https://shopify.dev/docs/api/usage/response-codes */
function fromHttp(error: Error): AdminFailure | undefined {
  const parsed = HttpError.safeParse(error);
  if (!parsed.success) return undefined;
  const { code, retryAfter } = parsed.data.response;
  if (code === 401) return { kind: 'not_installed' };
  if (code === 429) {
    const retryAfterMs = retryAfter === undefined ? DEFAULT_RETRY_AFTER_MS : retryAfter * 1_000;
    return { kind: 'throttled', retryAfterMs };
  }
  // A success that cannot be read (a proxy's page, a body cut short) says nothing of what was done.
  if (code < 300) return unavailable(`HTTP ${code} without an answer`);
  return code >= 500 || RESTING_SHOP_STATUSES.has(code)
    ? unavailable(`HTTP ${code}`)
    : { kind: 'refused', reason: `HTTP ${code}` };
}

function fromGraphql(error: Error): AdminFailure | undefined {
  const parsed = GraphqlFailure.safeParse(error);
  if (!parsed.success) return undefined;
  const { errors, extensions } = parsed.data.body;
  const codes = errors.graphQLErrors.map((each) => each.extensions?.code);
  const reason = errors.graphQLErrors.map((each) => each.message).join('; ');
  if (codes.includes('THROTTLED')) {
    return { kind: 'throttled', retryAfterMs: timeUntilAffordable(extensions) };
  }
  if (codes.includes('ACCESS_DENIED')) return { kind: 'access_denied', reason };
  const resting = codes.includes('INTERNAL_SERVER_ERROR') || codes.includes('SHOP_INACTIVE');
  return resting ? unavailable(reason) : { kind: 'refused', reason };
}

/**
 * How long the bucket takes to hold what the query costs, in milliseconds
 * (https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits).
 */
function timeUntilAffordable(extensions: unknown): number {
  const parsed = Throttling.safeParse(extensions);
  if (!parsed.success) return DEFAULT_RETRY_AFTER_MS;
  const { requestedQueryCost, throttleStatus } = parsed.data.cost;
  const missing = Math.max(1, requestedQueryCost - throttleStatus.currentlyAvailable);
  return Math.ceil((missing / throttleStatus.restoreRate) * 1_000);
}

function unavailable(reason: string): AdminFailure {
  return { kind: 'unavailable', reason };
}

import { randomUUID } from 'node:crypto';

import { type Context, Hono } from 'hono';
import { z } from 'zod';

import { ADMIN_API_VERSION } from '#scripts/admin-schema.ts';

import { findValidToken } from '../auth/tokens.ts';
import type { World } from '../world.ts';
import { answerOperation } from './answer.ts';
import { addBulkResults } from './bulk/results.ts';
import { createApiFaults } from './faults.ts';
import { takePlannedFault, toRefusal } from './planned-faults.ts';
import { loadAdminSchema } from './schema.ts';
import { createBucket } from './throttle.ts';

const Body = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/**
 * The Admin GraphQL API of the shop, `POST /admin/api/2026-10/graphql.json`, executed against Shopify's own schema.
 * https://shopify.dev/docs/api/admin-graphql
 * @param realTime milliseconds of real time, by which tokens expire and the rate limit refills
 */
export function adminApiApp(world: World, realTime: () => number = Date.now): Hono {
  const bucket = createBucket(() => world.shop.get().planDisplayName, realTime);
  const nextFault = createApiFaults(() => world.apiFaults.get());
  const app = new Hono();
  app.post('/admin/api/:version/graphql.json', async (request) => {
    request.header('X-Request-Id', randomUUID());
    if (request.req.param('version') !== ADMIN_API_VERSION) return unknownVersion(request);
    const token = findValidToken(world, request.req.header('X-Shopify-Access-Token'), realTime());
    if (!token) return unauthorized(request);
    request.header('X-Shopify-API-Version', ADMIN_API_VERSION);

    const body = Body.safeParse(await readJson(request));
    if (!body.success) return notUnderstood(request);
    const { query, variables, operationName } = body.data;
    const planned = takePlannedFault(world, query, operationName ?? undefined);
    const fault = planned?.fault ?? nextFault();
    if (fault === 'unavailable') return unavailable(request);
    const answer = await answerOperation(
      await loadAdminSchema(),
      bucket,
      { query, variables: variables ?? {}, operationName: operationName ?? undefined },
      {
        world,
        scopes: new Set(token.scopes),
        throttled: fault === 'throttled',
        refusal: planned ? toRefusal(planned) : undefined,
      },
    );
    if (fault === 'timed_out') return timedOut(request);
    if (fault === 'nonsense') return nonsense(request);
    return request.json(answer);
  });
  addBulkResults(app, world);
  return app;
}

async function readJson(request: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.req.header('Content-Type') ?? '')) return undefined;
  return request.req.json().catch(() => undefined);
}

/** 401 of https://shopify.dev/docs/api/usage/response-codes */
function unauthorized(request: Context): Response {
  const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)';
  return request.json({ errors }, 401);
}

/** 400 of https://shopify.dev/docs/api/usage/response-codes: bad syntax, or not sent as `application/json`. */
function notUnderstood(request: Context): Response {
  return request.json({ errors: { query: 'Required parameter missing or invalid' } }, 400);
}

/** 503 of https://shopify.dev/docs/api/usage/response-codes: nothing was done. */
function unavailable(request: Context): Response {
  return request.json({ errors: 'Service Unavailable' }, 503);
}

/** 504 of https://shopify.dev/docs/api/usage/response-codes: what was asked for may have been done, and here it was. */
function timedOut(request: Context): Response {
  return request.json({ errors: 'Gateway Timeout' }, 504);
}

/** What a proxy on the way may make of an answer: a page for people, and what was asked for was done. */
function nonsense(request: Context): Response {
  return request.html('<!doctype html><title>One moment, please</title>');
}

/**
 * Shopify serves several versions at a time and falls forward from those that have ended
 * (https://shopify.dev/docs/api/usage/versioning). The sandbox has the schema of one, and says so.
 */
function unknownVersion(request: Context): Response {
  const errors = `Not Found: the sandbox serves version ${ADMIN_API_VERSION} of the Admin API only`;
  return request.json({ errors }, 404);
}

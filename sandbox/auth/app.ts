import { type Context, Hono } from 'hono';

import type { World } from '../world.ts';
import { answerGrant } from './grants.ts';

/**
 * Where an app gets its access tokens, `POST /admin/oauth/access_token`, by token exchange and by refresh token.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
 * @param realTime milliseconds of real time, by which tokens expire
 */
export function authApp(world: World, realTime: () => number = Date.now): Hono {
  const app = new Hono();
  app.post('/admin/oauth/access_token', async (request) => {
    const answer = await answerGrant(world, await readBody(request), realTime());
    request.header('Cache-Control', 'no-store');
    return request.json(answer.body, answer.status);
  });
  return app;
}

/** OAuth's own format is the form; Shopify's libraries send JSON. */
async function readBody(request: Context): Promise<unknown> {
  const type = request.req.header('Content-Type') ?? '';
  if (/^application\/json\b/i.test(type)) return request.req.json().catch(() => undefined);
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return request.req.parseBody();
  return undefined;
}

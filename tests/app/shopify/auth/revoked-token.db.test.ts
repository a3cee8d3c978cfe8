import {
  answerWell,
  environmentFor,
  pageRequest,
  sessionToken,
  SHOP,
  shopify,
} from '../support/stand-in.ts';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { listDueEffects } from '#app/db/queue/effects.server.ts';
import { readEnvironment } from '#app/platform/environment.server.ts';
import { enterAdmin } from '#app/routes/enter.server.ts';
import { carryOutEffects } from '#app/usecases/effects/carry-out-effects.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { type ComposedProcess, composeProcess } from '../../../../compose.ts';

let postgres: TestDatabase;
let app: ComposedProcess;

beforeAll(async () => {
  postgres = await openTestDatabase();
  app = composeProcess(readEnvironment(environmentFor(postgres.url)), 'web');
});

afterAll(async () => {
  await app.close();
  await postgres.close();
});

async function visit(process = app, secret?: string) {
  const request = pageRequest(await sessionToken(secret === undefined ? {} : { secret }));
  const { services, shopify: library } = process;
  return enterAdmin({ request, context: { services, shopify: library, scriptNonce: '' } });
}

const exchanges = () =>
  shopify.requests.filter(({ url }) => url.endsWith('/admin/oauth/access_token'));
const keptToken = async () =>
  (await app.shopify.sessionStorage.loadSession(`offline_${SHOP}`))?.accessToken;

/** Shopify, which takes what it is told for the storefront. */
function answerEverything(url: string, body: Record<string, unknown>): Response {
  const query = JSON.stringify(body['query'] ?? '');
  if (query.includes('CurrentAppInstallation')) {
    const currentAppInstallation = { id: 'gid://shopify/AppInstallation/1', accessScopes: [] };
    return Response.json({ data: { currentAppInstallation } });
  }
  return query.includes('SetMetafields')
    ? Response.json({ data: { metafieldsSet: { metafields: [], userErrors: [] } } })
    : answerWell(url);
}

const answerAll = (url: string) => answerEverything(url, shopify.requests.at(-1)?.body ?? {});

test('a token that was revoked is dropped, what needs one waits, and the next visit brings both back', async () => {
  shopify.answer = answerAll;
  const { shop } = await visit();
  shopify.answer = (url) =>
    url.endsWith('/access_token') ? answerWell(url) : Response.json({}, { status: 401 });
  expect(await carryOutEffects(app.services, shop.id)).toBe(0);
  expect(await keptToken()).toBeUndefined();
  const due = () =>
    listDueEffects(postgres.database.pool, shop.id, 'program-face', new Date(), {
      afterId: null,
      limit: 10,
    });
  expect(await due()).toEqual([]);

  shopify.requests.length = 0;
  shopify.answer = answerAll;
  await visit();
  expect(exchanges()).toHaveLength(1);
  expect(await keptToken()).toBeDefined();
  expect(await due()).toHaveLength(1);
  expect(await carryOutEffects(app.services, shop.id)).toBe(1);
});

test('after the secret was rotated the kept token goes on working, and is renewed with the new secret', async () => {
  shopify.answer = answerAll;
  await visit();
  const rotated = composeProcess(
    readEnvironment({ ...environmentFor(postgres.url), SHOPIFY_API_SECRET: 'the new secret' }),
    'web',
  );
  shopify.requests.length = 0;
  const token = await keptToken();
  await visit(rotated, 'the new secret');
  expect(exchanges()).toEqual([]);
  expect(await keptToken()).toBe(token);

  const session = await app.shopify.sessionStorage.loadSession(`offline_${SHOP}`);
  if (!session) throw new Error('no session');
  session.expires = new Date(Date.now() + 60_000);
  await app.shopify.sessionStorage.storeSession(session);
  const { shop } = await visit(rotated, 'the new secret').finally(() => rotated.close());
  expect(shop.uninstalledAt).toBeNull();
  expect(exchanges()).toMatchObject([{ body: { client_secret: 'the new secret' } }]);
});

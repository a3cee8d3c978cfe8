import {
  answerWell,
  API_SECRET,
  dataRequest,
  environmentFor,
  pageRequest,
  sessionToken,
  SHOP,
  shopify,
} from '../support/stand-in.ts';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { readEnvironment } from '#app/platform/environment.server.ts';
import { authenticateAdmin } from '#app/shopify/authenticate.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { type ComposedProcess, composeProcess } from '../../../../compose.ts';

const SECRET_BEFORE = 'client secret before the rotation';

let postgres: TestDatabase;
let app: ComposedProcess;

beforeAll(async () => {
  postgres = await openTestDatabase();
  app = composeProcess(
    readEnvironment({ ...environmentFor(postgres.url), SHOPIFY_API_SECRET_BEFORE: SECRET_BEFORE }),
    'web',
  );
});

afterAll(async () => {
  await app.close();
  await postgres.close();
});

beforeEach(() => {
  shopify.requests.length = 0;
  shopify.answer = answerWell;
});

const authenticate = (request: Request) => authenticateAdmin(request, { shopify: app.shopify });

test('what is signed with either secret comes from Shopify', () => {
  expect(app.shopify.apiSecrets).toEqual([API_SECRET, SECRET_BEFORE]);
});

test.each([
  ['the secret before the rotation', SECRET_BEFORE],
  ['the secret of today', API_SECRET],
])('a merchant whose session token is signed with %s is let in', async (_which, secret) => {
  const identity = await authenticate(pageRequest(await sessionToken({ secret })));
  expect(identity).toEqual({ shopDomain: SHOP, staffUserId: '42' });
  expect(await authenticate(dataRequest(await sessionToken({ secret })))).toEqual(identity);
});

test('a token is asked for with the secret that signed, which Shopify accepts until it is revoked', async () => {
  await postgres.database.pool.query('TRUNCATE sessions');
  await authenticate(pageRequest(await sessionToken({ secret: SECRET_BEFORE })));
  expect(shopify.requests[0]?.body).toMatchObject({ client_secret: SECRET_BEFORE });
});

test.each([
  ['signed with neither', { secret: 'a guess' }],
  ['expired', { secret: SECRET_BEFORE, expiresAt: new Date(Date.now() - 60_000) }],
  ['meant for another app', { secret: SECRET_BEFORE, audience: 'another client id' }],
])('a session token that is %s is refused', async (_why, claims) => {
  const request = dataRequest(await sessionToken(claims));
  await expect(authenticate(request)).rejects.toMatchObject({ status: 401 });
});

test.each(['', 'x', 'x.y', 'x.y.z', 'a.b.c.d', '..'])('“%s” is no session token', async (token) => {
  await expect(authenticate(dataRequest(token))).rejects.toMatchObject({ status: 401 });
});

import {
  answerWell,
  dataRequest,
  environmentFor,
  pageRequest,
  sessionToken,
  SHOP,
  shopify,
} from '../support/stand-in.ts';

import type { AppLoadContext } from '@remix-run/server-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { readEnvironment } from '#app/platform/environment.server.ts';
import { enterAdmin } from '#app/routes/enter.server.ts';
import { uninstallShop } from '#app/usecases/shops/uninstall-shop.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { type ComposedProcess, composeProcess } from '../../../../compose.ts';

let postgres: TestDatabase;
let app: ComposedProcess;
let context: AppLoadContext;

beforeAll(async () => {
  postgres = await openTestDatabase();
  app = composeProcess(readEnvironment(environmentFor(postgres.url)), 'web');
  context = { services: app.services, shopify: app.shopify, scriptNonce: 'unused' };
});

afterAll(async () => {
  await app.close();
  await postgres.close();
});

beforeEach(async () => {
  shopify.requests.length = 0;
  shopify.answer = answerWell;
  await postgres.database.pool.query('TRUNCATE shops, sessions CASCADE');
});

async function count(table: string): Promise<number> {
  const { rowCount } = await postgres.database.pool.query(`SELECT FROM ${table}`);
  return rowCount ?? 0;
}

async function enter(request: Request) {
  return enterAdmin({ request, context });
}

/** What the browser is told to do instead. */
async function refusalOf(request: Request): Promise<Response> {
  return enter(request).then(
    () => Promise.reject(new Error('the visitor was let in')),
    (thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    },
  );
}

describe('a merchant opens the app for the first time', () => {
  test('and the shop is set up: its token kept, its program in force, its storefront told', async () => {
    const { shop, staffUserId } = await enter(pageRequest(await sessionToken()));
    expect(staffUserId).toBe('42');
    expect(shop).toMatchObject({
      domain: SHOP,
      name: 'Beans',
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      locale: 'de',
      isDevelopment: true,
      uninstalledAt: null,
    });
    expect(shopify.requests[0]).toMatchObject({
      url: `https://${SHOP}/admin/oauth/access_token`,
      body: {
        requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
        expiring: '1',
      },
    });
    const { rows } = await postgres.database.pool.query('SELECT * FROM sessions');
    expect(rows).toMatchObject([{ shop: SHOP, id: `offline_${SHOP}`, is_online: false }]);
    expect(rows[0]).toHaveProperty('refresh_token', expect.stringMatching(/^refresh/));
    expect(await count('program_versions WHERE version = 1')).toBe(1);
    expect(await count("effects WHERE kind = 'program-face'")).toBe(1);
  });

  test('in several requests at once, and is set up once', async () => {
    const token = await sessionToken();
    const visits = await Promise.all([1, 2, 3].map(() => enter(pageRequest(token))));
    expect(new Set(visits.map((visit) => visit.shop.id)).size).toBe(1);
    expect(await count('program_versions')).toBe(1);
  });

  test('while Shopify answers no questions, is asked to try again, and is set up then', async () => {
    shopify.answer = (url) =>
      url.endsWith('/access_token') ? answerWell(url) : new Response('busy', { status: 503 });
    expect((await refusalOf(pageRequest(await sessionToken()))).status).toBe(503);
    expect(await count('shops')).toBe(0);
    shopify.answer = answerWell;
    expect((await enter(pageRequest(await sessionToken()))).shop.name).toBe('Beans');
  });
});

test('whoever comes back needs no second exchange', async () => {
  await enter(pageRequest(await sessionToken()));
  shopify.requests.length = 0;
  await enter(dataRequest(await sessionToken()));
  expect(shopify.requests).toEqual([]);
});

test('a shop that removed the app and comes back keeps its id and gets a new token', async () => {
  const before = await enter(pageRequest(await sessionToken()));
  await uninstallShop(app.services, before.shop.id, new Date(Date.now() + 1_000));
  expect(await count('sessions')).toBe(0);
  const after = await enter(pageRequest(await sessionToken()));
  expect(after.shop.id).toBe(before.shop.id);
  expect(after.shop.uninstalledAt).toBeNull();
  expect(await count('sessions')).toBe(1);
});

test('news of an uninstall from before the installation changes nothing', async () => {
  const { shop } = await enter(pageRequest(await sessionToken()));
  await uninstallShop(app.services, shop.id, new Date(shop.installedAt.getTime() - 1));
  expect(await count('sessions')).toBe(1);
  expect(await count('shops WHERE uninstalled_at IS NULL')).toBe(1);
});

describe('a session token that is not good', () => {
  const past = new Date(Date.now() - 60_000);
  test.each([
    ['expired', { expiresAt: past }],
    ['signed by somebody else', { secret: 'a guess' }],
    ['meant for another app', { audience: 'another client id' }],
  ])(
    '%s: a page goes back for a new one, data is refused, nothing is stored',
    async (_w, claims) => {
      const page = await refusalOf(pageRequest(await sessionToken(claims)));
      expect(page.status).toBe(302);
      expect(page.headers.get('Location')).toMatch(/^\/auth\/session-token\?/);
      const data = await refusalOf(dataRequest(await sessionToken(claims)));
      expect(data.status).toBe(401);
      expect(data.headers.get('X-Shopify-Retry-Invalid-Session-Request')).toBe('1');
      expect(shopify.requests).toEqual([]);
      expect(await count('sessions')).toBe(0);
      expect(await count('shops')).toBe(0);
    },
  );

  test('missing: the page goes for one first', async () => {
    const page = await refusalOf(pageRequest());
    expect(page.headers.get('Location')).toMatch(/^\/auth\/session-token\?/);
  });
});

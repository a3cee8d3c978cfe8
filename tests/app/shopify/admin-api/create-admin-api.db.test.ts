import {
  accessToken,
  answerWell,
  environmentFor,
  SHOP,
  SHOP_DETAILS,
  shopify,
} from '../support/stand-in.ts';

import { Session } from '@shopify/shopify-app-remix/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { readEnvironment } from '#app/platform/environment.server.ts';
import { createAdminApi } from '#app/shopify/admin-api/create-admin-api.server.ts';
import { ShopDetails } from '#app/shopify/generated/operations.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { type ComposedProcess, composeProcess } from '../../../../compose.ts';

const HOUR_MS = 3_600_000;
const HTML = { 'Content-Type': 'text/html' };
const JSON_BODY = { 'Content-Type': 'application/json' };

let postgres: TestDatabase;
let app: ComposedProcess;

beforeAll(async () => {
  postgres = await openTestDatabase();
  app = composeProcess(readEnvironment(environmentFor(postgres.url)), 'worker');
});

afterAll(async () => {
  await app.close();
  await postgres.close();
});

beforeEach(async () => {
  shopify.requests.length = 0;
  await keepSession({ expires: new Date(Date.now() + HOUR_MS) });
});

async function keepSession(changes: Partial<Session>): Promise<void> {
  await app.shopify.sessionStorage.storeSession(
    new Session({
      id: `offline_${SHOP}`,
      shop: SHOP,
      state: '',
      isOnline: false,
      accessToken: 'the token',
      refreshToken: 'the refresh token',
      refreshTokenExpires: new Date(Date.now() + 90 * 24 * HOUR_MS),
      ...changes,
    }),
  );
}

const ask = () => app.services.adminApi.run(SHOP, ShopDetails, {});
const keptSession = () => app.shopify.sessionStorage.loadSession(`offline_${SHOP}`);

function answerWith(body: unknown, init?: ResponseInit): void {
  shopify.answer = () => Response.json(body, init);
}

test('the data of an answer is handed on', async () => {
  shopify.answer = answerWell;
  expect(await ask()).toEqual({ ok: true, data: SHOP_DETAILS });
  expect(shopify.requests[0]?.url).toBe(`https://${SHOP}/admin/api/2026-10/graphql.json`);
});

describe('a token that is about to expire', () => {
  beforeEach(() => keepSession({ expires: new Date(Date.now() + 60_000) }));

  test('is renewed once, also for calls that start together, and kept with its new refresh token', async () => {
    shopify.answer = answerWell;
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    const renewals = shopify.requests.filter(({ url }) => url.endsWith('/access_token'));
    expect(renewals).toMatchObject([{ body: { refresh_token: 'the refresh token' } }]);
    expect((await keptSession())?.refreshToken).toMatch(/^refresh \d+$/);
  });

  test('and is not renewed any more: the app was removed', async () => {
    answerWith({ error: 'invalid_subject_token' }, { status: 400 });
    expect(await ask()).toEqual({ ok: false, failure: { kind: 'not_installed' } });
  });

  test('and cannot be renewed now: try again later', async () => {
    answerWith({}, { status: 500 });
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(await keptSession()).toBeDefined();
  });
});

describe('a token that Shopify does not accept', () => {
  test('is forgotten, so that the next visit exchanges a new one', async () => {
    answerWith({ errors: 'Invalid API key or access token' }, { status: 401 });
    expect(await ask()).toEqual({ ok: false, failure: { kind: 'not_installed' } });
    expect(await keptSession()).toBeUndefined();
  });

  test('but was renewed by another process meanwhile: try again', async () => {
    shopify.answer = async () => {
      await keepSession({ accessToken: 'a newer token' });
      return Response.json({}, { status: 401 });
    };
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect((await keptSession())?.accessToken).toBe('a newer token');
  });
});

test('each call is counted by its outcome, and what it leaves of the budget is observed', async () => {
  const { metrics } = app.services;
  metrics.registry.resetMetrics();
  const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 150, restoreRate: 100 };
  answerWith({ data: SHOP_DETAILS, extensions: { cost: { throttleStatus } } });
  await ask();
  answerWith({}, { status: 503 });
  await ask();
  const scraped = await metrics.registry.metrics();
  expect(scraped).toContain('evergreen_admin_api_calls_total{outcome="ok"} 1');
  expect(scraped).toContain('evergreen_admin_api_calls_total{outcome="unavailable"} 1');
  expect(scraped).toContain('evergreen_admin_api_budget_left_ratio_bucket{le="0.05"} 0');
  expect(scraped).toContain('evergreen_admin_api_budget_left_ratio_bucket{le="0.1"} 1');
  expect(scraped).toContain('evergreen_admin_api_budget_left_ratio_count 1');
});

test('a shop that never installed the app has no token', async () => {
  shopify.answer = () => accessToken();
  const answer = await app.services.adminApi.run('other.myshopify.com', ShopDetails, {});
  expect(answer).toEqual({ ok: false, failure: { kind: 'not_installed' } });
  expect(shopify.requests).toEqual([]);
});

describe('what Shopify answers instead of data', () => {
  test('throttled: wait until the bucket holds what the query costs', async () => {
    answerWith({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: {
          requestedQueryCost: 302,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 152, restoreRate: 100 },
        },
      },
    });
    const failure = { kind: 'throttled', retryAfterMs: 1_500 };
    expect(await ask()).toEqual({ ok: false, failure });
  });

  test('too many requests: wait as long as it says', async () => {
    answerWith({}, { status: 429, headers: { 'Retry-After': '2.0' } });
    const failure = { kind: 'throttled', retryAfterMs: 2_000 };
    expect(await ask()).toEqual({ ok: false, failure });
  });

  test.each([402, 423, 500, 502, 503])('status %i: unavailable', async (status) => {
    answerWith({}, { status });
    const failure = { kind: 'unavailable', reason: `HTTP ${status}` };
    expect(await ask()).toEqual({ ok: false, failure });
  });

  test.each([
    ['a page for people', () => new Response('<!doctype html>', { headers: HTML })],
    ['half of an answer', () => new Response('{"data": {"sh', { headers: JSON_BODY })],
    ['an answer to nothing', () => Response.json({ extensions: {} })],
    ['no object', () => Response.json(null)],
  ])('%s: unavailable, for what was asked for may have been done', async (_what, answer) => {
    shopify.answer = answer;
    const failure = { kind: 'unavailable', reason: 'HTTP 200 without an answer' };
    expect(await ask()).toEqual({ ok: false, failure });
  });

  test('a scope is missing: access denied, with Shopify’s words', async () => {
    answerWith({ errors: [{ message: 'Access denied', extensions: { code: 'ACCESS_DENIED' } }] });
    const failure = { kind: 'access_denied', reason: 'Access denied' };
    expect(await ask()).toEqual({ ok: false, failure });
  });

  test('an error of the operation: refused, with Shopify’s words', async () => {
    answerWith({ errors: [{ message: 'No such field', extensions: { code: 'undefinedField' } }] });
    const failure = { kind: 'refused', reason: 'No such field' };
    expect(await ask()).toEqual({ ok: false, failure });
  });

  test('an error of Shopify’s own: unavailable', async () => {
    const extensions = { code: 'INTERNAL_SERVER_ERROR' };
    answerWith({ errors: [{ message: 'Something went wrong', extensions }] });
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  test('status 403: refused', async () => {
    answerWith({}, { status: 403 });
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });
});

describe('no answer at all', () => {
  test('the network is away: unavailable', async () => {
    shopify.answer = () => Promise.reject(new TypeError('fetch failed'));
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  test('it takes too long: unavailable', async () => {
    shopify.answer = (_url, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    const impatient = createAdminApi(app.shopify, app.services.metrics.adminApi, 10);
    const answer = await impatient.run(SHOP, ShopDetails, {});
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });
});

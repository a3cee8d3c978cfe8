import { createHmac } from 'node:crypto';

import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { authApp } from '#sandbox/auth/app.ts';
import { embeddedAppUrl } from '#sandbox/auth/embedded-app-url.ts';
import { installApp } from '#sandbox/auth/install.ts';
import { verifySessionToken } from '#sandbox/auth/session-tokens.ts';
import type { World } from '#sandbox/world.ts';

import { type AdminShop, install, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;
let world: World;

beforeAll(async () => {
  shop = await openAdminShop();
});
beforeEach(() => {
  world = shop.world;
  install(world);
  world.commands.uninstallApp();
});
afterAll(() => shop.close());

/** An app that listens while `work` is done. */
async function whileListening(
  app: Pick<Hono, 'fetch'>,
  work: (origin: string) => Promise<void>,
): Promise<void> {
  let server: ServerType | undefined;
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0 }, (address) => resolve(address.port));
  });
  try {
    await work(`http://localhost:${port}`);
  } finally {
    await new Promise((resolve) => server?.close(resolve));
  }
}

const at = (appOrigin: string): World => ({ ...world, options: { ...world.options, appOrigin } });

test('the frame’s address carries who, where and a signature', async () => {
  const url = new URL(await embeddedAppUrl(world, '/app/members?page=2', 'de'));
  expect(url.pathname).toBe('/app/members');
  const { domain } = world.shop.get();
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    page: '2',
    shop: domain,
    embedded: '1',
    locale: 'de',
    hmac: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(atob(url.searchParams.get('host') ?? '')).toBe(`${domain}/admin`);
  const token = url.searchParams.get('id_token') ?? '';
  expect(await verifySessionToken(world, token)).toHaveProperty('userId');
});

test('the language is part of what is signed', async () => {
  const url = new URL(await embeddedAppUrl(world, '/app', 'de'));
  const { hmac, ...signed } = Object.fromEntries(url.searchParams);
  const signatureWith = (locale: string) => {
    const message = Object.entries({ ...signed, locale })
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    return createHmac('sha256', world.options.apiSecret).update(message).digest('hex');
  };
  expect(hmac).toBe(signatureWith('de'));
  expect(hmac).not.toBe(signatureWith('en'));
});

test('installing grants the configured scopes and lets the app fetch its token', async () => {
  let visitor: string | undefined;
  const app = new Hono().get('/app', async (visit) => {
    visitor = visit.req.header('User-Agent');
    await authApp(world).request('/admin/oauth/access_token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        client_id: world.options.apiKey,
        client_secret: world.options.apiSecret,
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: visit.req.query('id_token'),
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        expiring: '1',
      }),
    });
    return visit.html('<h1>Welcome</h1>');
  });
  await whileListening(app, (origin) => installApp(at(origin)));
  expect(world.installation.get()).toMatchObject({ uninstalledAt: null });
  expect(world.installation.get()?.scopes).toContain('read_orders');
  expect(world.tokens.all()).toHaveLength(1);
  expect(visitor).toContain('Mozilla/5.0');
});

test('an app that fetches no token is told about', async () => {
  const app = new Hono().get('/app', (visit) => visit.text('no', 500));
  await whileListening(app, async (origin) => {
    await expect(installApp(at(origin))).rejects.toThrow(/status 500.*SHOPIFY_API_SECRET/s);
  });
});

test('an app that does not run is told about', async () => {
  await expect(installApp(at('http://localhost:4299'))).rejects.toThrow(/does not answer at/);
});

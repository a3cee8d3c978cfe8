import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { resolveAdminLink } from '#sandbox/admin/admin-links.ts';
import { appBridgeScript } from '#sandbox/admin/client-files.ts';
import { markInstalled, openAdmin } from '../support/admin-world.ts';

const STORE = '/store/fernhill-roastery';

describe('a session token', () => {
  it('is handed to the admin’s own page', async () => {
    const { world, postJson } = await openAdmin();
    markInstalled(world);

    const answer = await postJson('/_shell/session-token', null);

    expect(await answer.text()).toMatch(/^\{"token":"[\w-]+\.[\w-]+\.[\w-]+"\}$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(['http://app.test', 'http://elsewhere.test', 'null'])(
    'is not handed to a page of %s',
    async (origin) => {
      const { world, postJson } = await openAdmin();
      markInstalled(world);

      const answer = await postJson('/_shell/session-token', null, origin);

      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toMatch(/\S+\.\S+\.\S{20}/);
    },
  );

  it('is not handed out before the app is installed', async () => {
    const { postJson } = await openAdmin();

    expect((await postJson('/_shell/session-token', null)).status).toBe(409);
  });
});

describe('the shell around the app', () => {
  it('lists what the app may do before it is installed', async () => {
    const { get } = await openAdmin();

    const page = await (await get('/apps/evergreen')).text();

    expect(page).toContain('Install Points and more');
    expect(page).toContain('<code>read_orders</code>');
    expect(page).toContain('<code>write_customers</code>');
    expect(page).not.toContain('<iframe');
  });

  it('opens the page of the app that its address names', async () => {
    const { world, get } = await openAdmin();
    markInstalled(world);

    const page = await (await get('/apps/evergreen/app/members?page=2')).text();

    const src = /<iframe[^>]*data-src="([^"]*)"/s.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const url = new URL(src);
    expect(`${url.origin}${url.pathname}`).toBe('http://app.test/app/members');
    expect(url.searchParams.get('page')).toBe('2');
    expect(url.searchParams.get('embedded')).toBe('1');
    expect(url.searchParams.get('shop')).toBe(world.shop.get().domain);
  });

  it('finds the app under its API key too, as the app’s own server names it', async () => {
    const { get } = await openAdmin();

    const answer = await get('/apps/key/app/members?page=2');

    expect(answer.headers.get('location')).toBe(`${STORE}/apps/evergreen/app/members?page=2`);
  });
});

describe('a link out of the app', () => {
  it.each([
    ['shopify://admin/orders/12', `${STORE}/orders/12`],
    ['shopify:admin/products', `${STORE}/products`],
    ['shopify://admin', STORE],
    ['https://admin.shopify.com/store/fernhill-roastery/customers', `${STORE}/customers`],
    ['https://admin.shopify.com/store/another/customers', null],
    [
      'https://fernhill-roastery.myshopify.com/admin/themes/current/editor?context=apps&activateAppId=key/badge',
      `${STORE}/themes/current/editor?context=apps&activateAppId=key/badge`,
    ],
    [
      'https://fernhill-roastery.myshopify.com/admin/apps/key?shop=x',
      `${STORE}/apps/evergreen?shop=x`,
    ],
    ['https://fernhill-roastery.myshopify.com/cart', 'http://shop.test/cart'],
    ['http://app.test/app/members?page=2', `${STORE}/apps/evergreen/app/members?page=2`],
    ['https://help.example.com/page', 'https://help.example.com/page'],
    ['javascript:alert(1)', null],
    ['nonsense', null],
  ])('%s leads to %s', async (address, target) => {
    const { world } = await openAdmin();

    expect(resolveAdminLink(world, address)).toBe(target);
  });

  it('is not a way to send a browser anywhere', async () => {
    const { get } = await openAdmin();
    const open = (url: string) => get(`http://admin.test/open?url=${encodeURIComponent(url)}`);

    expect((await open('shopify://admin/orders')).headers.get('location')).toBe(`${STORE}/orders`);
    expect((await open('https://elsewhere.test/')).status).toBe(404);
    expect((await open('shopify://admin//elsewhere.test')).headers.get('location')).toMatch(
      /^\/store\//,
    );
  });
});

describe('app-bridge.js', () => {
  it('is one classic script that any page may load', async () => {
    const { get } = await openAdmin();

    const answer = await get('http://admin.test/app-bridge.js');

    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const script = await appBridgeScript();
    expect(await answer.text()).toBe(script);
    expect(() => new Script(script)).not.toThrow();
    expect(script).toContain('makers');
  });
});

describe('optional scopes', () => {
  const TOML = `[access_scopes]
scopes = "read_orders,write_customers"
optional_scopes = ["read_products"]
[app_proxy]
url = "/proxy"
prefix = "apps"
subpath = "points"
[webhooks]
api_version = "2026-10"
`;

  it('are granted when staff agrees, and given back by the app', async () => {
    const { world, postJson } = await openAdmin();
    await writeFile(path.join(world.options.projectFolder, 'shopify.app.toml'), TOML);
    markInstalled(world);
    const scopes = { scopes: ['read_products'] };

    const granted = await postJson('/_shell/scopes/grant', scopes);
    expect(await granted.json()).toMatchObject({
      granted: ['read_orders', 'read_products', 'write_customers'],
      optional: ['read_products'],
    });
    const revoked = await postJson('/_shell/scopes/revoke', scopes);
    expect(await revoked.json()).toMatchObject({ granted: ['read_orders', 'write_customers'] });
  });

  it('are refused where the app has not declared them', async () => {
    const { world, postJson } = await openAdmin();
    markInstalled(world);
    const answer = await postJson('/_shell/scopes/grant', { scopes: ['read_themes'] });
    expect(answer.status).toBe(422);
    expect((await postJson('/_shell/scopes/grant', {})).status).toBe(400);
    expect(world.installation.get()?.scopes).not.toContain('read_themes');
  });
});

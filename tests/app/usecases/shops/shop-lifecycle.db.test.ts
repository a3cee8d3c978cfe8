import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { findGrantedScopes } from '#app/db/shops/sessions.server.ts';
import { findShop, type Shop } from '#app/db/shops/shops.server.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import { installShop } from '#app/usecases/shops/install-shop.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import { balancesOf, expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { scopesUpdateBody, uninstalledShopBody } from '#tests/support/lifecycle-bodies.ts';
import { apiOrder, orderBody } from '#tests/support/order-bodies.ts';

const NO_TOKEN: AdminAnswer<never> = { ok: false, failure: { kind: 'not_installed' } };

let opened: TestDatabase;
let app: DeliveringApp;
let shop: Shop;
/** The summaries that Shopify was told, by customer. */
let told: string[];

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  app = await openDeliveringApp(opened, '2026-04-01T00:00:00Z');
  shop = await openShop(opened.database);
  told = [];
  shopifyAccepts();
  await opened.database.pool.query(
    `INSERT INTO sessions (shop, id, state, is_online, scope, access_token)
     VALUES ($1, 'offline_' || $1, '', false, 'read_orders', 'a token')`,
    [shop.domain],
  );
});
afterEach(() => app.close());

function shopifyAccepts(): void {
  app.answers['SetMetafields'] = ({
    metafields,
  }: {
    metafields: { ownerId: string; key: string }[];
  }) => {
    const summaries = metafields.filter(({ key }) => !key.startsWith('tier'));
    told.push(...summaries.map(({ ownerId }) => ownerId));
    return { ok: true, data: { metafieldsSet: { userErrors: [] } } };
  };
  app.answers['SetTaggedTier'] = () => ({
    ok: true,
    data: {
      metafieldsSet: { userErrors: [] },
      tagsRemove: { userErrors: [] },
      tagsAdd: { userErrors: [] },
    },
  });
  grantScopes('read_orders', 'read_products', 'write_customers', 'write_app_proxy');
  app.answers['ShopDetails'] = () => ({
    ok: true,
    data: {
      shop: {
        name: 'Fernhill',
        myshopifyDomain: shop.domain,
        currencyCode: 'EUR',
        ianaTimezone: 'Europe/Berlin',
        plan: { partnerDevelopment: false },
        primaryDomain: { localization: { defaultLocale: 'en' } },
      },
    },
  });
}

function grantScopes(...scopes: string[]): void {
  const accessScopes = scopes.map((handle) => ({ handle }));
  app.answers['CurrentAppInstallation'] = () => ({
    ok: true,
    data: { currentAppInstallation: { id: 'gid://shopify/AppInstallation/1', accessScopes } },
  });
}

/** As the Admin API answers in a shop that has removed the app: there is no token to ask with. */
function shopifyIsGone(): void {
  for (const operation of ['OrdersByIds', ...Object.keys(app.answers)]) {
    app.answers[operation] = () => NO_TOKEN;
  }
}

const uninstall = (triggeredAt: string) =>
  app.deliver(shop, 'app/uninstalled', uninstalledShopBody(shop.domain), { triggeredAt });
const buy = (orderId: number, customerId: number) =>
  app.deliver(shop, 'orders/paid', orderBody({ orderId, customerId }));
const isInstalled = async () =>
  (await findShop(opened.database.pool, shop.id))?.uninstalledAt === null;
const states = async () => {
  const { rows } = await opened.database.pool.query<{ topic: string; state: string }>(
    'SELECT topic, state FROM inbox WHERE shop_id = $1 ORDER BY id',
    [shop.id],
  );
  return rows.map(({ topic, state }) => `${topic} ${state}`);
};
const customers = (...ids: number[]) => ids.map((id) => `gid://shopify/Customer/${id}`);

describe('a shop that removes the app and comes back', () => {
  test('keeps its members and their points, and the storefront learns every one anew', async () => {
    for (const customerId of [7, 8, 9]) await buy(1_000 + customerId, customerId);
    await app.work();
    app.setTime('2026-04-02T00:00:00Z');
    await uninstall('2026-04-02T00:00:00Z');
    await app.work();
    expect(await isInstalled()).toBe(false);
    told = [];
    app.setTime('2026-04-03T00:00:00Z');
    await installShop(app.services, shop.domain);
    await app.work();
    expect(await isInstalled()).toBe(true);
    expect(told).toEqual(['gid://shopify/AppInstallation/1', ...customers(7, 8, 9)]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
    await expectBalancedLedger(opened.database, shop);
  });

  test('misses nothing that arrived while it was away', async () => {
    await buy(1_007, 7);
    await app.work();
    await uninstall('2026-04-02T00:00:00Z');
    await app.work();
    shopifyIsGone();
    const asked = app.asked.length;
    await buy(1_008, 8);
    await app.deliver(shop, 'refunds/create', { id: 91, order_id: 1_007, refund_line_items: [] });
    await app.work();
    expect(await states()).toContain('refunds/create waiting');
    expect(await balancesOf(opened.database, shop, '8')).toMatchObject({ available: 40 });
    expect(app.asked.slice(asked)).toEqual(['OrdersByIds']);
    shopifyAccepts();
    app.answers['OrdersByIds'] = () => ({
      ok: true,
      data: { nodes: [apiOrder({ orderId: 1_007, refundedCents: 1500 })] },
    });
    await installShop(app.services, shop.domain);
    await app.work();
    expect(await states()).toContain('refunds/create done');
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 25 });
    await expectBalancedLedger(opened.database, shop);
  });

  test('is not removed by the news of the uninstall that comes late, and is told anew', async () => {
    await buy(1_007, 7);
    await app.work();
    app.setTime('2026-04-03T00:00:00Z');
    // The old token is still there: only a new exchange says that the app was installed again.
    await installShop(app.services, shop.domain);
    await app.work();
    told = [];
    await uninstall('2026-04-02T00:00:00Z');
    await app.work();
    expect(await isInstalled()).toBe(true);
    expect(await findGrantedScopes(opened.database.pool, shop.domain)).toBeDefined();
    expect(told).toEqual(['gid://shopify/AppInstallation/1', ...customers(7)]);
    told = [];
    await uninstall('2026-04-02T00:00:00Z');
    await app.work();
    expect(told).toEqual([]);
  });

  test('is not removed by news whose body names another shop', async () => {
    await app.deliver(shop, 'app/uninstalled', uninstalledShopBody('tea.myshopify.com'));
    await app.work();
    expect(await isInstalled()).toBe(true);
    expect(await states()).toEqual(['app/uninstalled unreadable']);
  });
});

describe('the scopes that a shop grants', () => {
  const change = () => app.deliver(shop, 'app/scopes_update', scopesUpdateBody(['read_orders']));

  test('are kept as Shopify says them now, whatever the news says', async () => {
    grantScopes('read_orders', 'write_customers');
    await change();
    await app.work();
    expect(await findGrantedScopes(opened.database.pool, shop.domain)).toEqual([
      'read_orders',
      'write_customers',
    ]);
    expect(await states()).toEqual(['app/scopes_update done']);
  });

  test('end the waiting of what lacked one', async () => {
    const failure = { kind: 'access_denied', reason: 'Access denied for metafieldsSet' } as const;
    app.answers['SetMetafields'] = () => ({ ok: false, failure });
    app.answers['OrdersByIds'] = () => ({ ok: false, failure });
    await buy(1_007, 7);
    await app.deliver(shop, 'refunds/create', { id: 91, order_id: 1_007, refund_line_items: [] });
    await app.work();
    expect(await states()).toEqual(['orders/paid done', 'refunds/create waiting']);
    expect(told).toEqual([]);
    shopifyAccepts();
    app.answers['OrdersByIds'] = () => ({
      ok: true,
      data: { nodes: [apiOrder({ orderId: 1_007, refundedCents: 1500 })] },
    });
    await change();
    await app.work();
    expect(told).toContain('gid://shopify/Customer/7');
    expect(await states()).toEqual([
      'orders/paid done',
      'refunds/create done',
      'app/scopes_update done',
    ]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 25 });
  });

  test('are asked for again while Shopify does not answer', async () => {
    app.answers['CurrentAppInstallation'] = () => ({
      ok: false,
      failure: { kind: 'unavailable', reason: 'HTTP 503' },
    });
    await change();
    await app.work();
    expect(await states()).toEqual(['app/scopes_update waiting']);
  });
});

test('a token that is granted again ends the waiting of what lacked one', async () => {
  app.answers['SetMetafields'] = () => NO_TOKEN;
  await buy(1_007, 7);
  await app.work();
  expect(told).toEqual([]);
  shopifyAccepts();
  await installShop(app.services, shop.domain);
  await app.work();
  expect(told).toContain('gid://shopify/Customer/7');
});

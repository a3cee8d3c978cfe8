import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { deleteInboxOfGoneShop, eraseNextOfShop } from '#app/db/privacy/shop-redaction.server.ts';
import { findShop, saveInstalledShop, type Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { enterCode } from '#app/usecases/actions/enter-code.server.ts';
import { createApiKey } from '#app/usecases/actions/manage-api-keys.server.ts';
import { setBirthday } from '#app/usecases/actions/set-birthday.server.ts';
import { uninstallShop } from '#app/usecases/shops/uninstall-shop.server.ts';
import { beginReconciliation } from '#app/usecases/reconciling/begin-reconciliation.server.ts';
import { beginProof } from '#app/usecases/checking/prove-ledger.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import { countRowsOfShop, findEverywhere } from '#tests/support/every-table.ts';
import { consentBody, mergeBody } from '#tests/support/event-bodies.ts';
import { balancesOf, expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import {
  customerRedactionBody,
  dataRequestBody,
  shopRedactionBody,
  uninstalledShopBody,
} from '#tests/support/lifecycle-bodies.ts';
import { openPayingShop } from '#tests/support/paying-shop.ts';
import { orderBody } from '#tests/support/order-bodies.ts';

const REMOVED_AT = '2026-04-02T00:00:00Z';
const REDACTED_AT = '2026-04-04T00:00:00Z';

let opened: TestDatabase;
let app: DeliveringApp;
let shop: Shop;

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  app = await openDeliveringApp(opened, '2026-04-01T00:00:00Z');
  app.answers['SetMetafields'] = () => ({ ok: true, data: { metafieldsSet: { userErrors: [] } } });
  shop = await openShop(opened.database);
});
afterEach(() => app.close());

/** A shop that has left something in every table, and one beside it that must not notice anything. */
async function fill(filled: Shop): Promise<void> {
  await opened.database.pool.query(
    `INSERT INTO sessions (shop, id, state, is_online, access_token)
     VALUES ($1, 'offline_' || $1, '', false, 'the token of ' || $1)`,
    [filled.domain],
  );
  await beginReconciliation(
    opened.database.pool,
    filled,
    { mode: 'changes' },
    new Date(REMOVED_AT),
  );
  await beginProof(opened.database.pool, filled.id, new Date(REMOVED_AT));
  for (const [at, name] of ['Ottilie', 'Kunigunde', 'Wendelin'].entries()) {
    const body = orderBody({ orderId: 1_001 + at, customerId: 7 + at, customerName: name });
    await app.deliver(filled, 'orders/paid', body);
  }
  const guest = { email: 'wendelin@example.com', phone: null };
  await app.deliver(filled, 'orders/paid', orderBody({ orderId: 2_001, guest }));
  await app.deliver(filled, 'orders/delete', { id: 2_002 });
  await app.deliver(filled, 'customers/merge', mergeBody({ kept: 7, absorbed: 8 }));
  await app.deliver(filled, 'orders/paid', '{ Kunigunde');
  await app.deliver(
    filled,
    'customers/data_request',
    dataRequestBody(filled.domain, { customerId: 7 }),
  );
  await app.deliver(
    filled,
    'customers/redact',
    customerRedactionBody(filled.domain, { customerId: 9 }),
  );
  await app.deliver(filled, 'customers_email_marketing_consent/update', consentBody());
  await app.work();
  await act(filled);
}

/** What a member does besides buying, and what lets another program tell of it. */
async function act({ id, domain }: Shop): Promise<void> {
  const stored = await findShop(opened.database.pool, id);
  if (!stored) throw new Error('the shop is gone');
  const customerId = CustomerId.parse('7');
  const teller = { kind: 'shopper', customerId } as const;
  await setBirthday(app.services, stored, teller, { month: 5, day: 12, year: 1990 });
  await enterCode(app.services, { shopDomain: domain, customerId }, 'GUESSED');
  await createApiKey(app.services, id, { staffUserId: '42', name: 'Reviews' });
  await opened.database.pool.query(
    `INSERT INTO actions (shop_id, member_id, rule_key, occasion, external_id, input_hash, at, state, points,
       receipt, version, noted_at)
     SELECT $1, id, 'review', 'claim', 'claim:1', '', now(), 'awaiting', 5, '{}', 1, now() FROM members
     WHERE shop_id = $1 AND customer_id = 7`,
    [id],
  );
}

async function remove(removed: Shop): Promise<void> {
  app.setTime(REMOVED_AT);
  await app.deliver(removed, 'app/uninstalled', uninstalledShopBody(removed.domain));
  await app.work();
}

async function demandRedaction(): Promise<void> {
  app.setTime(REDACTED_AT);
  await app.deliver(shop, 'shop/redact', shopRedactionBody(shop.domain));
  await app.work();
}

const reasonOfDemand = async () => {
  const { rows } = await opened.database.pool.query<{ state: string; reason: string | null }>(
    `SELECT state, reason FROM inbox WHERE shop_id = $1 AND topic = 'shop/redact'`,
    [shop.id],
  );
  return rows;
};

test('nothing of the shop is left in any table, and the shop beside it has everything', async () => {
  const neighbour = await openShop(opened.database);
  await fill(shop);
  await fill(neighbour);
  const before = await countRowsOfShop(opened.database, neighbour.id);
  expect(Object.keys(await countRowsOfShop(opened.database, shop.id)).sort()).toEqual([
    'accounts',
    'actions',
    'api_keys',
    'audit_log',
    'birthdays',
    'code_attempts',
    'customer_merges',
    'data_requests',
    'deleted_orders',
    'email_consents',
    'guest_contacts',
    'inbox',
    'ledger_proofs',
    'lots',
    'members',
    'occasion_days',
    'orders',
    'program_versions',
    'reconciliations',
    'standings',
    'transfers',
  ]);
  await remove(shop);
  await demandRedaction();
  expect(await findShop(opened.database.pool, shop.id)).toBeUndefined();
  expect(await countRowsOfShop(opened.database, shop.id)).toEqual({});
  expect(await findEverywhere(opened.database, [shop.domain])).toEqual([]);
  const jobs = await opened.database.pool.query(
    `SELECT FROM graphile_worker._private_jobs WHERE payload ->> 'shopId' = $1`,
    [shop.id],
  );
  expect(jobs.rowCount).toBe(0);
  for (const name of ['Ottilie', 'Kunigunde']) expect(app.log()).not.toContain(name);
  expect(await countRowsOfShop(opened.database, neighbour.id)).toEqual(before);
  await expectBalancedLedger(opened.database, neighbour);
});

test('what arrives afterwards is a delivery of an unknown shop, and leaves nothing', async () => {
  await fill(shop);
  await remove(shop);
  await demandRedaction();
  expect(await app.deliver(shop, 'orders/paid', orderBody())).toBe(200);
  await app.work();
  expect(await countRowsOfShop(opened.database, shop.id)).toEqual({});
});

test('a delivery that the receiver stored at the last moment goes too', async () => {
  await remove(shop);
  await demandRedaction();
  await opened.database.pool.query(
    `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body) VALUES ($1, 'late', 'orders/paid', now(), '{}')`,
    [shop.id],
  );
  await deleteInboxOfGoneShop(opened.database.pool, shop.id);
  expect(await countRowsOfShop(opened.database, shop.id)).toEqual({});
});

test('a shop that has the app again keeps everything', async () => {
  await fill(shop);
  await remove(shop);
  await saveInstalledShop(opened.database.pool, shop, new Date('2026-04-03T00:00:00Z'));
  app.answers['CurrentAppInstallation'] = () => ({
    ok: true,
    data: { currentAppInstallation: { id: 'gid://shopify/AppInstallation/1', accessScopes: [] } },
  });
  await demandRedaction();
  expect(await reasonOfDemand()).toEqual([{ state: 'done', reason: '{"code":"installed_since"}' }]);
  // Her own, and those of the one who became her.
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 80 });
});

test('where the news of the uninstall got lost, Shopify is asked first', async () => {
  await fill(shop);
  const failure = { kind: 'unavailable', reason: 'HTTP 503' } as const;
  app.answers['CurrentAppInstallation'] = () => ({ ok: false, failure });
  await demandRedaction();
  expect(await reasonOfDemand()).toMatchObject([{ state: 'waiting' }]);
  // Her own, and those of the one who became her.
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 80 });
  app.answers['CurrentAppInstallation'] = () => ({
    ok: false,
    failure: { kind: 'not_installed' },
  });
  app.setTime('2026-04-05T00:00:00Z');
  await app.deliver(shop, 'orders/paid', orderBody());
  await app.work();
  expect(await countRowsOfShop(opened.database, shop.id)).toEqual({});
});

test('interrupted, it leaves a balanced ledger, stops for a shop that comes back, and else goes on', async () => {
  await fill(shop);
  await uninstallShop(app.services, shop.id, new Date(REMOVED_AT));
  const gone = { ...shop, uninstalledAt: new Date(REMOVED_AT) };
  expect(await eraseNextOfShop(opened.database, gone)).toBe('more');
  await expectBalancedLedger(opened.database, shop);
  await saveInstalledShop(opened.database.pool, shop, new Date('2026-04-03T00:00:00Z'));
  expect(await eraseNextOfShop(opened.database, gone)).toBe('came_back');
  await uninstallShop(app.services, shop.id, new Date('2026-04-03T12:00:00Z'));
  await demandRedaction();
  expect(await countRowsOfShop(opened.database, shop.id)).toEqual({});
});

test('interrupted, it leaves nothing to be paid out to whom it has forgotten', async () => {
  const paying = await openPayingShop(opened.database);
  const member = await paying.join();
  await paying.redeem(member, 'credit');
  await paying.redeem(member, 'card');
  // One of them was asked for, and nobody knows what came of it.
  paying.plan('storeCreditAccountCredit', { fault: 'unavailable' });
  await paying.payOut();
  await uninstallShop(app.services, paying.shop.id, new Date(REMOVED_AT));
  const gone = { ...paying.shop, uninstalledAt: new Date(REMOVED_AT) };
  expect(await eraseNextOfShop(opened.database, gone)).toBe('more');
  await saveInstalledShop(opened.database.pool, paying.shop, new Date('2026-04-03T00:00:00Z'));
  await paying.live(60, 10);
  const left = await countRowsOfShop(opened.database, paying.shop.id);
  expect(left).not.toHaveProperty('redemptions');
  expect(left).not.toHaveProperty('pay_outs');
  await expectBalancedLedger(opened.database, paying.shop);
  await paying.sandbox.close();
});

test('interrupted between members, it has taken nobody without those who became her, and what they claimed', async () => {
  const bought = (customerId: number) => {
    const body = orderBody({ orderId: 3_000 + customerId, customerId });
    return { ...body, customer: { ...body.customer, email: `${customerId}@example.com` } };
  };
  const guest = { email: '8@example.com', phone: null };
  await app.deliver(shop, 'orders/paid', bought(8));
  await app.deliver(shop, 'orders/paid', bought(9));
  await app.deliver(shop, 'orders/paid', orderBody({ orderId: 4_001, guest }));
  await app.deliver(
    shop,
    'orders/paid',
    orderBody({ orderId: 4_002, guest: { ...guest, email: '9@example.com' } }),
  );
  await app.work();
  // More than one step erases.
  await opened.database.pool.query(
    `INSERT INTO members (shop_id, customer_id, joined_at) SELECT $1, n, now() FROM generate_series(100, 700) AS n`,
    [shop.id],
  );
  await app.deliver(shop, 'orders/paid', bought(7));
  await app.deliver(shop, 'customers/merge', mergeBody({ kept: 7, absorbed: 8 }));
  await app.work();
  await uninstallShop(app.services, shop.id, new Date(REMOVED_AT));
  const gone = { ...shop, uninstalledAt: new Date(REMOVED_AT) };
  expect(await eraseNextOfShop(opened.database, gone)).toBe('more');
  expect(await balancesOf(opened.database, shop, '9')).toBeUndefined();
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 120 });
  await expectBalancedLedger(opened.database, shop);
});

test('a demand that names another shop erases nothing', async () => {
  await fill(shop);
  await remove(shop);
  await app.deliver(shop, 'shop/redact', shopRedactionBody('tea.myshopify.com'));
  await app.work();
  expect(await reasonOfDemand()).toMatchObject([{ state: 'unreadable' }]);
  // Her own, and those of the one who became her.
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 80 });
});

test('nobody else may delete a transfer', async () => {
  await fill(shop);
  const wild = opened.database.pool.query('DELETE FROM transfers WHERE shop_id = $1', [shop.id]);
  await expect(wild).rejects.toThrow(/never changed or deleted/);
});

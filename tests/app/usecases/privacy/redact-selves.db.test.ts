import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import { mergeBody } from '#tests/support/event-bodies.ts';
import { findEverywhere } from '#tests/support/every-table.ts';
import { customerRedactionBody, deletedCustomerBody } from '#tests/support/lifecycle-bodies.ts';
import { orderBody } from '#tests/support/order-bodies.ts';
import { ShopOnPaper } from '#tests/support/shop-on-paper.ts';

const [FORMER, KEPT] = [7, 8];
const FORMER_EMAIL = 'adalinde@example.com';
const KEPT_EMAIL = 'zwetschge@example.com';

let opened: TestDatabase;
let app: DeliveringApp;
let shop: ShopOnPaper;

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  app = await openDeliveringApp(opened, '2026-04-01T00:00:00Z');
  app.answers['SetMetafields'] = () => ({ ok: true, data: { metafieldsSet: { userErrors: [] } } });
  shop = await ShopOnPaper.open(opened.database);
});
afterEach(async () => {
  await opened.database.pool.query('DELETE FROM inbox');
  await opened.database.pool.query('DELETE FROM guest_contacts');
  await app.close();
});

const deliver = async (topic: string, body: unknown) => {
  expect(await app.deliver(shop.shop, topic, body)).toBe(200);
  await app.work();
};

const bought = (orderId: number, customerId: number, customerName: string, email: string) => {
  const body = orderBody({ orderId, customerId, customerName });
  return { ...body, customer: { ...body.customer, email } };
};

/** Two members, of whom the one becomes the other. */
async function merge(): Promise<void> {
  await deliver('orders/paid', bought(1, FORMER, 'Adalinde', FORMER_EMAIL));
  await deliver('orders/paid', bought(2, KEPT, 'Zwetschge', KEPT_EMAIL));
  await deliver('customers/merge', mergeBody({ kept: KEPT, absorbed: FORMER }));
}

const redact = (customerId: number) =>
  deliver('customers/redact', customerRedactionBody(shop.shop.domain, { customerId }));

const traces = async (...texts: string[]) =>
  (await findEverywhere(opened.database, texts)).map(({ table }) => table);

describe('a customer who was merged', () => {
  test('and is forgotten as the one she became is forgotten as who she was, too', async () => {
    await merge();
    expect(await traces('adalinde', 'zwetschge')).not.toEqual([]);
    await redact(KEPT);
    expect(await traces('adalinde', 'zwetschge')).toEqual([]);
    await shop.expects(`${KEPT}`, { available: 80 });
    const { rows } = await opened.database.pool.query<{ email_hash: string | null }>(
      'SELECT DISTINCT email_hash FROM members WHERE shop_id = $1',
      [shop.shop.id],
    );
    expect(rows).toEqual([{ email_hash: null }]);
  });

  test.each([
    ['erased', () => redact(FORMER)],
    [
      'deleted, as Shopify does with whom it merges',
      () => deliver('customers/delete', deletedCustomerBody(FORMER)),
    ],
  ])('and is %s as who she was stays who she is', async (_how, forget) => {
    await merge();
    await forget();
    expect(await traces('Adalinde')).not.toContain('public.members');
    expect(await traces('Zwetschge')).toContain('public.members');
    await shop.expects(`${KEPT}`, { available: 80 });
  });

  test('and was forgotten before brings her points, and nothing personal', async () => {
    await deliver('orders/paid', bought(1, FORMER, 'Adalinde', FORMER_EMAIL));
    await redact(FORMER);
    await deliver('orders/paid', bought(2, KEPT, 'Zwetschge', KEPT_EMAIL));
    await deliver('customers/merge', mergeBody({ kept: KEPT, absorbed: FORMER }));
    expect(await traces('adalinde')).toEqual([]);
    expect(await traces('Zwetschge')).toContain('public.members');
    await shop.expects(`${KEPT}`, { available: 80 });
  });

  test('into one who is forgotten already is forgotten with her', async () => {
    await deliver('orders/paid', bought(2, KEPT, 'Zwetschge', KEPT_EMAIL));
    await redact(KEPT);
    await deliver('orders/paid', bought(1, FORMER, 'Adalinde', FORMER_EMAIL));
    await deliver('customers/merge', mergeBody({ kept: KEPT, absorbed: FORMER }));
    expect(await traces('Adalinde')).not.toContain('public.members');
    await shop.expects(`${KEPT}`, { available: 80 });
  });
});

describe('what was bought as a guest', () => {
  const contacts = async () => {
    const { rows } = await opened.database.pool.query<{ order_id: string }>(
      'SELECT order_id FROM guest_contacts WHERE shop_id = $1 ORDER BY order_id',
      [shop.shop.id],
    );
    return rows.map((row) => row.order_id);
  };
  const asGuest = (orderId: number, email: string) =>
    orderBody({ orderId, guest: { email, phone: null } });

  test('can be claimed by nobody who was forgotten, and by everybody else still', async () => {
    await deliver('orders/paid', asGuest(1, FORMER_EMAIL));
    await deliver('orders/paid', asGuest(2, KEPT_EMAIL));
    expect(await contacts()).toEqual(['1', '2']);
    const demand = { customerId: FORMER, email: FORMER_EMAIL.toUpperCase() };
    await deliver('customers/redact', customerRedactionBody(shop.shop.domain, demand));
    expect(await contacts()).toEqual(['2']);
    await deliver('orders/paid', bought(3, KEPT, 'Zwetschge', KEPT_EMAIL));
    await shop.expects(`${KEPT}`, { available: 80 });
  });

  test('is forgotten by the order that Shopify names, and by the address she was known by', async () => {
    await deliver('orders/paid', asGuest(1, 'somebody@example.com'));
    await deliver('orders/paid', bought(3, FORMER, 'Adalinde', FORMER_EMAIL));
    await deliver('orders/paid', asGuest(4, FORMER_EMAIL));
    await shop.expects(`${FORMER}`, { available: 80 });
    const demand = { customerId: FORMER, orderIds: [1] };
    await deliver('customers/redact', customerRedactionBody(shop.shop.domain, demand));
    expect(await contacts()).toEqual([]);
    await shop.expects(`${FORMER}`, { available: 80 });
  });
});

test('what somebody wrote about a redemption stands in the ledger alone', async () => {
  await deliver('orders/paid', bought(1, FORMER, 'Adalinde', FORMER_EMAIL));
  await shop.spends('2026-04-01T00:00:00Z', `${FORMER}`, 10);
  expect(await traces('a mug')).toEqual(['public.transfers', 'public.transfers']);
});

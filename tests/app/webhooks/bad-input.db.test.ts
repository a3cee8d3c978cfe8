import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { saveInstalledShop, type Shop } from '#app/db/shops/shops.server.ts';
import { readReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import { balancesOf, expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { line, order } from '#tests/support/bad-orders/bad-example.ts';
import { BAD_EXAMPLES } from '#tests/support/bad-orders/bad-orders.ts';
import { customerRedactionBody } from '#tests/support/lifecycle-bodies.ts';

const NOW = '2026-04-01T00:00:00Z';

let opened: TestDatabase;
let app: DeliveringApp;

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

async function openApp() {
  app = await openDeliveringApp(opened, NOW);
  // Shopify shows no order, and is told of members' points whatever they are.
  app.answers['OrdersByIds'] = () => ({ ok: true, data: { nodes: [] } });
  app.answers['SetMetafields'] = () => ({ ok: true, data: { metafieldsSet: { userErrors: [] } } });
  app.answers['SetTaggedTier'] = () => ({
    ok: true,
    data: {
      metafieldsSet: { userErrors: [] },
      tagsRemove: { userErrors: [] },
      tagsAdd: { userErrors: [] },
    },
  });
}

/** What became of each delivery, by its id. */
async function outcomesOf(shop: Shop) {
  const { rows } = await opened.database.pool.query<{
    delivery_id: string;
    state: string;
    reason: string | null;
  }>('SELECT delivery_id, state, reason FROM inbox WHERE shop_id = $1 ORDER BY id', [shop.id]);
  const outcome = ({ state, reason }: { state: string; reason: string | null }) => ({
    state,
    reason: readReason(reason),
  });
  return new Map(rows.map((row) => [row.delivery_id, outcome(row)]));
}

/** Points posted for orders, by their ids. */
async function pointsOf(shop: Shop): Promise<Map<string, number>> {
  const { rows } = await opened.database.pool.query<{ order_id: string; points: string }>(
    `SELECT cause_id AS order_id,
       sum(CASE WHEN source = 'issued' THEN amount WHEN destination = 'revoked' THEN -amount END) AS points
     FROM transfers WHERE shop_id = $1 AND cause_kind = 'order' GROUP BY cause_id`,
    [shop.id],
  );
  return new Map(rows.map((row) => [row.order_id, Number(row.points)]));
}

/** Why orders earn nothing, by their ids. */
async function nothingOf(shop: Shop): Promise<Record<string, string>> {
  const { rows } = await opened.database.pool.query<{ order_id: string; nothing: string }>(
    `SELECT order_id, receipt ->> 'nothing' AS nothing FROM orders
     WHERE shop_id = $1 AND receipt ->> 'nothing' IS NOT NULL`,
    [shop.id],
  );
  return Object.fromEntries(rows.map((row) => [row.order_id, row.nothing]));
}

/** What was logged as a mistake of ours. */
function mistakes(): string[] {
  return app
    .log()
    .split('\n')
    .filter((entry) => /"level":"(?:error|fatal)"/.test(entry));
}

const text = JSON.stringify;

describe('a shop that receives all of it at once, with a good order after each', () => {
  let shop: Shop;
  let statuses: number[];
  let outcomes: Awaited<ReturnType<typeof outcomesOf>>;
  let points: Map<string, number>;

  const badId = (index: number) => 1_000_001 + index;
  const goodId = (index: number) => 2_000_001 + index;

  beforeAll(async () => {
    await openApp();
    shop = await openShop(opened.database);
    statuses = [];
    for (const [index, { topic = 'orders/paid', body }] of BAD_EXAMPLES.entries()) {
      const deliveryId = `bad-${index}`;
      statuses.push(await app.deliver(shop, topic, body(badId(index)), { deliveryId }));
      const good = order(goodId(index));
      await app.deliver(shop, 'orders/paid', good, { deliveryId: `good-${index}` });
    }
    await app.work();
    outcomes = await outcomesOf(shop);
    points = await pointsOf(shop);
  });
  afterAll(() => app.close());

  const examples = BAD_EXAMPLES.map((example, index) => ({ ...example, index }));

  test.each(examples)('$name', ({ index, unreadable, done, points: worth }) => {
    expect(statuses[index]).toBe(200);
    const outcome = outcomes.get(`bad-${index}`);
    if (unreadable) {
      expect(outcome).toMatchObject({ state: 'unreadable', reason: unreadable });
    } else {
      expect(outcome).toEqual({ state: 'done', reason: done ?? null });
    }
    expect(points.get(String(badId(index))) ?? 0).toBe(worth ?? (unreadable ? 0 : 40));
  });

  test('every good order beside them has earned', () => {
    for (const { index } of examples) {
      expect(outcomes.get(`good-${index}`)).toEqual({ state: 'done', reason: null });
      expect(points.get(String(goodId(index)))).toBe(40);
    }
  });

  test('nothing is left to do, and nothing else was posted', async () => {
    expect(outcomes.size).toBe(2 * examples.length);
    const expected = examples
      .map(({ unreadable, points: worth }) => worth ?? (unreadable ? 0 : 40))
      .reduce((sum, worth) => sum + worth, 40 * examples.length);
    expect([...points.values()].reduce((sum, worth) => sum + worth, 0)).toBe(expected);
    await expectBalancedLedger(opened.database, shop);
  });

  test('nothing of it was logged as a mistake of ours', () => {
    expect(mistakes()).toEqual([]);
  });

  test('what PostgreSQL cannot keep is shown as damaged, and the rest is kept', async () => {
    const { rows } = await opened.database.pool.query<{ name: string; first_name: string }>(
      `SELECT DISTINCT name, first_name FROM orders JOIN members m ON m.id = member_id
       WHERE orders.shop_id = $1 AND name LIKE '%\uFFFD%' ORDER BY name`,
      [shop.id],
    );
    expect(rows.map((row) => row.name).sort()).toEqual(
      ['Nu\uFFFDl', 'half \uFFFD', '\uFFFD other half'].sort(),
    );
    for (const { name, first_name } of rows) expect(first_name).toBe(name);
  });
});

describe('a shop of its own', () => {
  let shop: Shop;
  beforeEach(async () => {
    await openApp();
    shop = await openShop(opened.database);
  });
  afterEach(async () => {
    expect(mistakes()).toEqual([]);
    await app.close();
  });

  test('ids beyond 2^53 stand in the ledger to the last digit', async () => {
    const ids = ['9007199254740993', '9223372036854775807'];
    for (const id of ids) {
      const raw = text(order(1))
        .replace('"id":1,', `"id":${id},`)
        .replace('"customer":{"id":1,', `"customer":{"id":${id},`);
      expect(await app.deliver(shop, 'orders/paid', raw)).toBe(200);
    }
    await app.work();
    expect([...(await pointsOf(shop))]).toEqual(ids.map((id) => [id, 40]));
    for (const id of ids) {
      expect(await balancesOf(opened.database, shop, id)).toMatchObject({ available: 40 });
    }
  });

  test('on a development shop test orders count', async () => {
    await opened.database.pool.query('UPDATE shops SET is_development = true WHERE id = $1', [
      shop.id,
    ]);
    await app.deliver(shop, 'orders/paid', order(1, { test: true }));
    await app.work();
    expect([...(await pointsOf(shop))]).toEqual([['1', 40]]);
  });

  test('a shop that never installed the app is answered, and nothing is kept', async () => {
    const stranger = { ...shop, domain: 'stranger.myshopify.com' };
    expect(await app.deliver(stranger, 'orders/paid', order(1))).toBe(200);
    await app.work();
    expect((await outcomesOf(shop)).size).toBe(0);
  });

  test('what comes after the removal is still counted, for the day when the app is back', async () => {
    await app.deliver(shop, 'app/uninstalled', { myshopify_domain: shop.domain });
    await app.work();
    expect(await app.deliver(shop, 'orders/paid', order(1))).toBe(200);
    await app.work();
    expect([...(await pointsOf(shop))]).toEqual([['1', 40]]);
  });

  test('who was redacted stays nameless, and her order counts', async () => {
    const her = { customerId: 7, email: 'ada\0\uD800@example.com', phone: '+49\u0000151' };
    await app.deliver(shop, 'customers/redact', customerRedactionBody(shop.domain, her));
    await app.work();
    await app.deliver(shop, 'orders/paid', order(7));
    await app.work();
    expect([...(await pointsOf(shop))]).toEqual([['7', 40]]);
    const { rows } = await opened.database.pool.query(
      'SELECT first_name, email FROM members WHERE shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ first_name: null, email: null }]);
  });

  test('a shop that changes its currency judges each order in the money of its time', async () => {
    const yen = { ...shop, currency: 'JPY' };
    await saveInstalledShop(opened.database.pool, yen, new Date(NOW));
    const later = { processed_at: '2026-04-02T10:00:00Z', updated_at: '2026-04-02T10:00:00Z' };
    const inYen = (id: number, changes = {}) =>
      text(order(id, changes)).replaceAll('EUR', 'JPY').replaceAll('20.00', '2000');
    await app.deliver(shop, 'orders/paid', order(1));
    await app.deliver(shop, 'orders/paid', inYen(2, later));
    await app.deliver(shop, 'orders/paid', order(3, later));
    await app.deliver(shop, 'orders/paid', inYen(4));
    await app.work();
    expect([...(await pointsOf(shop))]).toEqual([
      ['1', 40],
      ['2', 4000],
    ]);
    expect(await nothingOf(shop)).toEqual({ '3': 'other_currency', '4': 'other_currency' });
  });

  test('more points than can be counted are the order’s fault', async () => {
    await opened.database.pool.query(
      `UPDATE program_versions SET document = jsonb_set(document, '{earning,order,earns,points}', '1000')
       WHERE shop_id = $1`,
      [shop.id],
    );
    const enormous = { shop_money: { amount: '90000000000000.00', currency_code: 'EUR' } };
    const lines = [line({ quantity: 1, price_set: enormous })];
    await app.deliver(shop, 'orders/paid', order(1, { line_items: lines }), { deliveryId: 'bad' });
    await app.deliver(shop, 'orders/paid', order(2));
    await app.work();
    expect((await outcomesOf(shop)).get('bad')).toEqual({
      state: 'unreadable',
      reason: { code: 'amount', detail: 'more points than can be counted' },
    });
    expect([...(await pointsOf(shop))]).toEqual([['2', 40_000]]);
  });

  test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00+14:00'])(
    'a delivery that happened at %s is taken',
    async (triggeredAt) => {
      expect(await app.deliver(shop, 'orders/paid', order(1), { triggeredAt })).toBe(200);
      await app.work();
      expect([...(await pointsOf(shop))]).toEqual([['1', 40]]);
    },
  );
});

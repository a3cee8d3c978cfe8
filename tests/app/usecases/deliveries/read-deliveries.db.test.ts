import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { writeReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { inspectDelivery } from '#app/usecases/deliveries/inspect-delivery.server.ts';
import {
  DeliveryListQuery,
  readDeliveries,
} from '#app/usecases/deliveries/read-deliveries.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { insertDelivery } from '#tests/support/deliveries.ts';
import { openShop } from '#tests/support/ledger.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2026-11-20T10:01:00Z');
const services = () => ({ database: opened.database, clock: { now: () => NOW } });

/** Reads the list as an address asks for it. */
const read = (shop: Shop, address: Record<string, string> = {}) =>
  readDeliveries(services(), shop.id, DeliveryListQuery.parse(address));

const ids = (list: Awaited<ReturnType<typeof read>>) => list.deliveries.map(({ id }) => id);

describe('the list of deliveries', () => {
  test('shows the newest first, by view and by topic, of one shop alone', async () => {
    const shop = await openShop(opened.database);
    const other = await openShop(opened.database);
    await insertDelivery(opened.database, other);
    const done = await insertDelivery(opened.database, shop, { state: 'done' });
    const unreadable = await insertDelivery(opened.database, shop, { state: 'unreadable' });
    const waiting = await insertDelivery(opened.database, shop, {
      state: 'waiting',
      topic: 'refunds/create',
      retryAt: '2026-11-20T10:05:00Z',
    });
    const inLine = await insertDelivery(opened.database, shop);

    expect(ids(await read(shop))).toEqual([inLine, waiting, unreadable, done]);
    expect(ids(await read(shop, { view: 'attention' }))).toEqual([unreadable]);
    expect(ids(await read(shop, { view: 'waiting' }))).toEqual([inLine, waiting]);
    expect(ids(await read(shop, { topic: 'refunds/create' }))).toEqual([waiting]);
    expect(ids(await read(shop, { view: 'attention', topic: 'refunds/create' }))).toEqual([]);
    const { open } = await read(shop);
    expect(open).toEqual({
      unreadable: { count: 1, isMore: false },
      waiting: { count: 2, isMore: false },
      inLine: { count: 1, isMore: false },
      isAtStandstill: false,
    });
  });

  test('pages in both directions, and every delivery is on one page', async () => {
    const shop = await openShop(opened.database);
    const all: string[] = [];
    for (let index = 0; index < 60; index += 1) {
      all.unshift(await insertDelivery(opened.database, shop, { state: 'done' }));
    }
    const first = await read(shop);
    const second = await read(shop, { before: first.older ?? '' });
    const third = await read(shop, { before: second.older ?? '' });
    expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(all);
    expect([first.newer, third.older]).toEqual([null, null]);

    expect(ids(await read(shop, { after: third.newer ?? '' }))).toEqual(ids(second));
    // Less than a page is newer than that: the newest page, and whole.
    const newest = await read(shop, { after: all[10] ?? '' });
    expect(ids(newest)).toEqual(ids(first));
    expect(newest.newer).toBeNull();
  });

  test('says what a delivery is about, also where it could not be understood', async () => {
    const shop = await openShop(opened.database);
    const about = async (topic: string, body: string | null) => {
      await insertDelivery(opened.database, shop, { topic, body });
      return (await read(shop)).deliveries[0]?.subject;
    };
    const order = { kind: 'order', id: '9007199254740993', name: '#1001' };
    expect(await about('orders/paid', '{"id":9007199254740993,"name":"#1001","x":{}}')).toEqual(
      order,
    );
    expect(await about('refunds/create', '{"id":5,"order_id":77}')).toMatchObject({ id: '77' });
    expect(await about('customers/update', '{"id":7,"first_name":"Ada","last_name":null}')).toEqual(
      {
        kind: 'customer',
        id: '7',
        name: 'Ada',
      },
    );
    expect(await about('customers/redact', '{"customer":{"id":8}}')).toMatchObject({ id: '8' });
    expect(await about('orders/paid', '{"id":1')).toBeNull();
    expect(await about('orders/paid', '[]')).toBeNull();
    expect(await about('orders/paid', null)).toBeNull();
  });

  test('gives reasons as data, and those of older versions as the text that they are', async () => {
    const shop = await openShop(opened.database);
    const reasonOf = async (reason: string | null) => {
      await insertDelivery(opened.database, shop, { state: 'unreadable', reason });
      return (await read(shop)).deliveries[0]?.reason;
    };
    expect(await reasonOf(writeReason({ code: 'not_json' }))).toEqual({ code: 'not_json' });
    expect(await reasonOf('not JSON')).toEqual({ code: 'text', text: 'not JSON' });
    expect(await reasonOf('{"code":"of the future"}')).toMatchObject({ code: 'text' });
    expect(await reasonOf(null)).toBeNull();
  });

  test('notices that nobody works through the line', async () => {
    const shop = await openShop(opened.database);
    await insertDelivery(opened.database, shop, { receivedAt: '2026-11-20T09:58:00Z' });
    expect((await read(shop)).open.isAtStandstill).toBe(true);
  });

  test('takes what is malformed in an address for not said', async () => {
    const shop = await openShop(opened.database);
    const id = await insertDelivery(opened.database, shop);
    const address = { view: 'x', topic: "' OR 1=1", before: '-1', after: '1e9' };
    expect(ids(await read(shop, address))).toEqual([id]);
  });
});

describe('a single delivery', () => {
  const inspect = async (shop: Shop, id: string) => {
    const read = await inspectDelivery(services(), shop.id, id);
    if (read.kind === 'unknown') throw new Error('unknown');
    return read;
  };

  test('shows JSON indented, with every digit that came', async () => {
    const shop = await openShop(opened.database);
    const raw = '{"id":9007199254740993,"price":"1.50","empty":{ },"list":[1.10,"a,\\"b"],"id":2}';
    const { body } = await inspect(
      shop,
      await insertDelivery(opened.database, shop, { body: raw }),
    );
    expect(body).toMatchObject({ isJson: true, isText: true, bytes: raw.length });
    expect(body?.text).toBe(`{
  "id": 9007199254740993,
  "price": "1.50",
  "empty": {},
  "list": [
    1.10,
    "a,\\"b"
  ],
  "id": 2
}`);
  });

  test('shows anything else as the text that it is', async () => {
    const shop = await openShop(opened.database);
    const raw = '<script>alert(1)</script> {';
    const { body } = await inspect(
      shop,
      await insertDelivery(opened.database, shop, { body: raw }),
    );
    expect(body).toMatchObject({ text: raw, isJson: false, isText: true });
  });

  test('does not indent what is nested beyond reason', async () => {
    const shop = await openShop(opened.database);
    const raw = '['.repeat(100_000) + ']'.repeat(100_000);
    const { body } = await inspect(
      shop,
      await insertDelivery(opened.database, shop, { body: raw }),
    );
    expect(body).toMatchObject({ text: raw, isJson: false });
  });

  test('shows the beginning of a large body', async () => {
    const shop = await openShop(opened.database);
    const raw = JSON.stringify({ id: 1, note: 'ä'.repeat(300_000) });
    const { body } = await inspect(
      shop,
      await insertDelivery(opened.database, shop, { body: raw }),
    );
    expect(body).toMatchObject({ isJson: false, isText: true, shownBytes: 262_144 });
    expect(body?.bytes).toBe(Buffer.byteLength(raw));
  });

  test('has no body where that was dropped', async () => {
    const shop = await openShop(opened.database);
    const id = await insertDelivery(opened.database, shop, { state: 'done', body: null });
    expect((await inspect(shop, id)).body).toBeNull();
  });

  test('is unknown to another shop, and by an id that is none', async () => {
    const shop = await openShop(opened.database);
    const id = await insertDelivery(opened.database, shop);
    const other = await openShop(opened.database);
    expect(await inspectDelivery(services(), other.id, id)).toEqual({ kind: 'unknown' });
    expect(await inspectDelivery(services(), shop.id, 'x')).toEqual({ kind: 'unknown' });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  balancesOf,
  expectBalancedLedger,
  openShop,
  settle,
  spend,
} from '#tests/support/ledger.ts';
import { customerDetails, orderFact, readOrder } from '#tests/support/orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const at = (time: string) => ({ updatedAt: `2026-03-${time}:00.000Z` });

async function transfersOf(shopId: string) {
  const { rows } = await opened.database.pool.query<{
    movement: string;
    amount: string;
    ordinal: number;
    corrects: boolean;
  }>(
    `SELECT receipt ->> 'movement' AS movement, amount, ordinal, corrects IS NOT NULL AS corrects
     FROM transfers WHERE shop_id = $1 ORDER BY id`,
    [shopId],
  );
  return rows.map((row) => [row.movement, Number(row.amount), row.ordinal, row.corrects]);
}

describe('an order', () => {
  test('earns once, however often it is delivered', async () => {
    const shop = await openShop(opened.database);
    const order = readOrder(orderFact());
    await settle(opened.database, shop, order, order);
    await settle(opened.database, shop, order);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40, owed: 0 });
    expect(await transfersOf(shop.id)).toEqual([['earned', 40, 0, false]]);
  });

  test('earns once when it is delivered five times at the same moment', async () => {
    const shop = await openShop(opened.database);
    const order = readOrder(orderFact());
    await Promise.all(Array.from({ length: 5 }, () => settle(opened.database, shop, order)));
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
    await expectBalancedLedger(opened.database, shop);
  });

  test('refunded before it was heard of still ends at what is left', async () => {
    const shop = await openShop(opened.database);
    const paid = readOrder(orderFact(at('01T10:00')));
    const refunded = readOrder(
      orderFact({ ...at('05T10:00'), lines: [{ gross: 4000, refunded: 1500 }] }),
    );
    await settle(opened.database, shop, refunded);
    await settle(opened.database, shop, paid);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 25 });
  });

  test('refunded after its points were spent takes others, and the rest is owed and repaid', async () => {
    const shop = await openShop(opened.database);
    await settle(
      opened.database,
      shop,
      readOrder(orderFact(at('01T10:00'))),
      readOrder(orderFact({ orderId: '1002', lines: [{ gross: 1000 }], ...at('01T11:00') })),
    );
    await spend(opened.database, shop, '7', 40);
    await settle(
      opened.database,
      shop,
      readOrder(orderFact({ ...at('05T10:00'), lines: [{ gross: 4000, refunded: 4000 }] })),
    );
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 0, owed: 30 });
    await settle(
      opened.database,
      shop,
      readOrder(orderFact({ orderId: '1003', lines: [{ gross: 5000 }], ...at('06T10:00') })),
    );
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 20, owed: 0 });
    expect(await transfersOf(shop.id)).toEqual([
      ['earned', 40, 0, false],
      ['earned', 10, 0, false],
      ['held', 40, 0, false],
      ['spent', 40, 1, false],
      ['taken_back_other', 10, 1, true],
      ['taken_back_owed', 30, 1, true],
      ['debt_repaid', 30, 0, false],
      ['earned', 20, 0, false],
    ]);
    await expectBalancedLedger(opened.database, shop);
  });

  test('of a guest is kept, and earns for who turns out to have placed it', async () => {
    const shop = await openShop(opened.database);
    await settle(
      opened.database,
      shop,
      readOrder(orderFact({ customerId: null, ...at('01T10:00') })),
    );
    expect(await transfersOf(shop.id)).toEqual([]);
    await settle(
      opened.database,
      shop,
      readOrder(orderFact({ customerId: '8', ...at('02T10:00') })),
    );
    expect(await balancesOf(opened.database, shop, '8')).toMatchObject({ available: 40 });
  });

  test('that moves to another customer takes its points along', async () => {
    const shop = await openShop(opened.database);
    const moved = orderFact({ customerId: '8', ...at('02T10:00') });
    await settle(opened.database, shop, readOrder(orderFact(at('01T10:00'))));
    // A webhook cannot tell whether the customer before was merged into the new one: Shopify is asked.
    const { ambiguous } = await settle(opened.database, shop, readOrder(moved));
    expect(ambiguous).toEqual(['1001']);
    await settle(opened.database, shop, readOrder(moved, 'api'));
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 0, owed: 0 });
    expect(await balancesOf(opened.database, shop, '8')).toMatchObject({ available: 40 });
    await expectBalancedLedger(opened.database, shop);
  });

  test('with the same time but another content is left for the Admin API to decide', async () => {
    const shop = await openShop(opened.database);
    const first = readOrder(orderFact());
    const other = orderFact({ lines: [{ gross: 3000 }] });
    await settle(opened.database, shop, first);
    const { ambiguous } = await settle(opened.database, shop, readOrder(other));
    expect(ambiguous).toEqual(['1001']);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
    await settle(opened.database, shop, readOrder(other, 'api'));
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 30 });
  });

  test('before the program began makes nobody a member, and its receipt says why', async () => {
    const shop = await openShop(opened.database);
    await settle(
      opened.database,
      shop,
      readOrder(orderFact({ processedAt: '2025-12-31T00:00:00.000Z' })),
    );
    expect(await balancesOf(opened.database, shop, '7')).toBeUndefined();
    const { rows } = await opened.database.pool.query(
      `SELECT receipt ->> 'nothing' AS nothing FROM orders WHERE shop_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual([{ nothing: 'before_program' }]);
  });
});

test('an order that went over to another customer tells of both, although its two states come in one batch', async () => {
  const shop = await openShop(opened.database);
  const placed = readOrder(orderFact({ ...at('01T10:00'), customerId: '7' }));
  const moved = readOrder(orderFact({ ...at('05T10:00'), customerId: '8' }));
  const { ambiguous } = await settle(opened.database, shop, moved, placed);
  expect(ambiguous).toEqual([moved.fact.orderId]);
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
  const { rows } = await opened.database.pool.query(
    `SELECT track, named FROM orders WHERE shop_id = $1`,
    [shop.id],
  );
  expect(rows).toEqual([{ track: '7', named: { 7: placed.fact.updatedAt } }]);
});

test('an order that was claimed stays in the context of its claimer after she became another', async () => {
  const shop = await openShop(opened.database);
  const email = 'ada@example.com';
  const proven = { ...customerDetails('7'), email, verifiedEmail: true };
  const guest = { email, phone: null };
  const ordered = (change: Parameters<typeof orderFact>[0]) =>
    readOrder(orderFact({ customerId: null, orderId: '1002', ...at('02T10:00'), ...change }));
  await settle(opened.database, shop, { ...readOrder(orderFact()), customer: proven });
  await settle(opened.database, shop, { ...ordered({}), guest });
  await inTransaction(opened.database, (sql) =>
    mergeCustomers(
      sql,
      shop,
      {
        absorbed: proven.customerId,
        kept: CustomerId.parse('8'),
        mergedAt: new Date('2026-03-03T10:00:00Z'),
        isInferred: false,
      },
      new Date('2026-11-01T00:00:00Z'),
    ),
  );
  const another = readOrder(orderFact({ customerId: '8', orderId: '1003', ...at('04T10:00') }));
  await settle(opened.database, shop, { ...ordered(at('04T10:00')), guest }, another);
  const { rows } = await opened.database.pool.query(
    `SELECT track FROM orders WHERE shop_id = $1 AND order_id = 1002`,
    [shop.id],
  );
  expect(rows).toEqual([{ track: '7' }]);
});

test('a merge that was found out at its end is told of step by step', async () => {
  const shop = await openShop(opened.database);
  const [first, second, third] = ['7', '8', '9'].map((id) => CustomerId.parse(id)) as [
    CustomerId,
    CustomerId,
    CustomerId,
  ];
  const merge = (absorbed: CustomerId, kept: CustomerId, day: string, isInferred: boolean) =>
    inTransaction(opened.database, (sql) =>
      mergeCustomers(
        sql,
        shop,
        { absorbed, kept, mergedAt: new Date(`2026-03-${day}T10:00:00Z`), isInferred },
        new Date('2026-11-01T00:00:00Z'),
      ),
    );
  await settle(opened.database, shop, readOrder(orderFact()));
  await merge(first, third, '20', true);
  await merge(first, second, '05', false);
  await merge(second, third, '10', false);
  const { rows } = await opened.database.pool.query(
    `SELECT absorbed_customer_id AS absorbed, kept_customer_id AS kept, merged_at::date::text AS day, is_inferred
     FROM customer_merges WHERE shop_id = $1 ORDER BY absorbed`,
    [shop.id],
  );
  expect(rows).toEqual([
    { absorbed: '7', kept: '8', day: '2026-03-05', is_inferred: false },
    { absorbed: '8', kept: '9', day: '2026-03-10', is_inferred: false },
  ]);
  expect(await balancesOf(opened.database, shop, '9')).toMatchObject({ available: 40 });
  await expectBalancedLedger(opened.database, shop);
});

test('an order that was given to a customer is not claimed by the address it was placed with', async () => {
  const shop = await openShop(opened.database);
  const email = 'ada@example.com';
  const placed = readOrder(orderFact({ customerId: null }));
  await settle(opened.database, shop, { ...placed, guest: { email, phone: null } });
  await settle(opened.database, shop, readOrder(orderFact({ customerId: '8', ...at('02T10:00') })));
  const ada = { ...customerDetails('7'), email, verifiedEmail: true };
  const hers = readOrder(orderFact({ customerId: '7', orderId: '1002' }));
  await settle(opened.database, shop, { ...hers, customer: ada });
  expect(await balancesOf(opened.database, shop, '8')).toMatchObject({ available: 40 });
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
});

test('one shop knows nothing of another, even with the same ids', async () => {
  const [here, there] = [await openShop(opened.database), await openShop(opened.database)];
  await settle(opened.database, here, readOrder(orderFact()));
  expect(await balancesOf(opened.database, there, '7')).toBeUndefined();
  await settle(opened.database, there, readOrder(orderFact({ lines: [{ gross: 500 }] })));
  expect(await balancesOf(opened.database, here, '7')).toMatchObject({ available: 40 });
  expect(await balancesOf(opened.database, there, '7')).toMatchObject({ available: 5 });
});

test('a transfer cannot be changed or deleted', async () => {
  const shop = await openShop(opened.database);
  await settle(opened.database, shop, readOrder(orderFact()));
  const { pool } = opened.database;
  await expect(
    pool.query(`UPDATE transfers SET amount = 1 WHERE shop_id = ${shop.id}`),
  ).rejects.toThrow('never changed');
  await expect(pool.query(`DELETE FROM transfers WHERE shop_id = ${shop.id}`)).rejects.toThrow(
    'never changed',
  );
});

test('every posting queues one summary a member, however many transfers it has', async () => {
  const shop = await openShop(opened.database);
  const orders = Array.from({ length: 10 }, (_, index) =>
    readOrder(orderFact({ orderId: String(2001 + index) })),
  );
  await settle(opened.database, shop, ...orders);
  const { rows } = await opened.database.pool.query(`SELECT kind FROM effects WHERE shop_id = $1`, [
    shop.id,
  ]);
  expect(rows).toEqual([{ kind: 'member-summary' }]);
});

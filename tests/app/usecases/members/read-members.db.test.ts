import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { MemberListQuery, readMembers } from '#app/usecases/members/read-members.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { customer, installTestShop, order, settleEach } from '../a-shop-with-orders.ts';

let opened: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  opened = await openTestDatabase();
  shop = await installTestShop(opened.database);
  const anna = customer('9007199254740993', 'Anna', 'Schmidt', { email: 'anna@example.com' });
  const aerzte = customer('7002', 'Änne', '100%', { phone: '+4915112345678' });
  const zoe = customer('7003', 'Zoë', 'Ahlers', { email: 'zoe_a@example.com' });
  const nameless = customer('7004', null, null);
  await settleEach(opened.database, shop, [
    order('1', anna, 10, '2026-01-01T10:00:00Z'),
    order('2', aerzte, 40, '2026-02-01T10:00:00Z'),
    order('3', zoe, 30, '2026-03-01T10:00:00Z'),
    order('4', nameless, 20, '2026-04-01T10:00:00Z'),
    order('5', anna, 5, '2026-05-01T10:00:00Z'),
  ]);
  const other = await installTestShop(opened.database, 'other.myshopify.com');
  await settleEach(opened.database, other, [order('1', anna, 1, '2026-01-01T10:00:00Z')]);
});

afterAll(() => opened.close());

function read(address: Record<string, string> = {}) {
  return readMembers({ database: opened.database }, shop.id, MemberListQuery.parse(address));
}

async function names(address: Record<string, string>) {
  return (await read(address)).members.map((member) => member.firstName);
}

test('who joined last comes first', async () => {
  const page = await read();
  expect(page.members.map((member) => member.firstName)).toEqual([null, 'Zoë', 'Änne', 'Anna']);
  expect(page).toMatchObject({ total: 4, pages: 1, from: 1, to: 4 });
});

test('a member shows what she has, what she earned and when something last happened', async () => {
  const [anna] = (await read({ query: 'anna' })).members;
  expect(anna).toMatchObject({
    customerId: '9007199254740993',
    email: 'anna@example.com',
    available: 15,
    earned: 15,
    joinedAt: '2026-01-01T10:00:00.000Z',
    lastActivityAt: '2026-05-01T10:00:00.000Z',
  });
});

test.each([
  ['name', 'ascending', ['Anna', 'Änne', 'Zoë', null]],
  ['name', 'descending', ['Zoë', 'Änne', 'Anna', null]],
  ['points', 'descending', ['Änne', 'Zoë', null, 'Anna']],
  ['joined', 'ascending', ['Anna', 'Änne', 'Zoë', null]],
])('sorted by %s, %s', async (sort, direction, expected) => {
  expect(await names({ sort, direction })).toEqual(expected);
});

test.each([
  ['a name in any case', 'SCHMIDT', ['Anna']],
  ['two words in any order', 'schmidt anna', ['Anna']],
  ['part of an e-mail', 'zoe_a@', ['Zoë']],
  ['a character that is a wildcard in SQL', '%', ['Änne']],
  ['a phone as it is written at home', '0151 12345678', ['Änne']],
  ['a phone with its country code', '+49 (151) 1234', ['Änne']],
  ['a customer id beyond 2^53', '9007199254740993', ['Anna']],
  ['nobody', 'nobody at all', []],
])('finds by %s', async (_what, query, expected) => {
  expect(await names({ query })).toEqual(expected);
});

describe('an address that asks for nonsense', () => {
  test('gets the first page, newest first', async () => {
    const page = await read({ sort: '1; DROP TABLE members', direction: 'up', page: '-3' });
    expect(page.query).toEqual({ query: '', sort: 'joined', direction: 'descending', page: 1 });
    expect(page.members).toHaveLength(4);
  });

  test('gets the last page when it asks for one beyond', async () => {
    const page = await read({ page: '99' });
    expect(page.query.page).toBe(1);
    expect(page.members).toHaveLength(4);
  });
});

test('more members than a page holds are spread over pages without gap or repetition', async () => {
  const crowded = await installTestShop(opened.database, 'crowded.myshopify.com');
  await opened.database.pool.query(
    `WITH joined AS (
       INSERT INTO members (shop_id, customer_id, joined_at)
       SELECT $1, n, '2026-01-01T00:00:00Z' FROM generate_series(1, 120) AS n RETURNING id
     ) INSERT INTO accounts (shop_id, member_id) SELECT $1, id FROM joined`,
    [crowded.id],
  );
  const pages = await Promise.all(
    ['1', '2', '3'].map((page) =>
      readMembers({ database: opened.database }, crowded.id, MemberListQuery.parse({ page })),
    ),
  );
  const ids = pages.flatMap((page) => page.members.map((member) => member.memberId));
  expect(new Set(ids).size).toBe(120);
  expect(pages[2]).toMatchObject({ total: 120, pages: 3, from: 101, to: 120 });
});

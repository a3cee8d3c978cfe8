import { afterAll, beforeAll, expect, test } from 'vitest';

import { mentionPatterns } from '#app/db/privacy/mention-patterns.server.ts';
import { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const patterns = mentionPatterns({
  customerIds: [CustomerId.parse('1007')],
  emails: ['Zoë.O’Hara+a(b)@example.com', ''],
  phones: ['+49 151 (0) 234', '110'],
  orderIds: Array.from({ length: 450 }, (_, at) => OrderId.parse(String(500_000 + at))),
});

async function mentions(body: Buffer | string): Promise<boolean> {
  const { rows } = await opened.database.pool.query<{ found: boolean }>(
    `SELECT bool_or(lower(encode($1::bytea, 'escape') COLLATE "C") ~ pattern) AS found FROM unnest($2::text[]) AS pattern`,
    [Buffer.from(body), patterns],
  );
  return rows[0]?.found === true;
}

const EMAIL = 'zoë.o’hara+a(b)@example.com';

test.each([
  ['her id, as a number', '{"id":1007}'],
  ['as a string', '{"id":"1007"}'],
  ['as a global id', '{"gid":"gid://shopify/Customer/1007"}'],
  ['as the whole body', '1007'],
  ['the first of many orders', '{"order_id":500000}'],
  ['the last of them', '{"order_id": 500449 }'],
  ['her e-mail', JSON.stringify({ email: EMAIL })],
  ['in the same letters, large', JSON.stringify({ email: 'ZOë.O’HARA+A(B)@EXAMPLE.COM' })],
  ['escaped as JSON may', String.raw`{"email":"zo\u00eb.o\u2019hara\u002Ba(b)@example.com"}`],
  ['in an address', `{"url":"/?e=${encodeURIComponent(EMAIL)}&b=1"}`],
  ['her phone', '{"phone":"+49 151 (0) 234"}'],
])('%s mentions her', async (_how, body) => {
  expect(await mentions(body)).toBe(true);
});

test.each([
  ['an id that begins like hers', '{"id":10071}'],
  ['one that ends like it', '{"id":21007}'],
  ['an order beyond hers', '{"order_id":500450}'],
  ['an e-mail that only looks alike', '{"email":"zoë.o’hara+aab@example.com"}'],
  ['a phone too short to tell anybody', '{"count":110}'],
  ['nothing', ''],
])('%s does not', async (_how, body) => {
  expect(await mentions(body)).toBe(false);
});

test('any bytes can be searched', async () => {
  const bytes = Buffer.from([0, 255, 92, 0, ...Buffer.from(' 1007 ')]);
  expect(await mentions(bytes)).toBe(true);
  expect(await mentions(Buffer.from([0, 255, 92, 0]))).toBe(false);
});

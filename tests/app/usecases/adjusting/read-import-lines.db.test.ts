import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { carryOutImports } from '#app/usecases/adjusting/carry-out-imports.server.ts';
import { decideImport } from '#app/usecases/adjusting/decide-import.server.ts';
import {
  ImportLinesQuery,
  readImportLines,
} from '#app/usecases/adjusting/read-import-lines.server.ts';
import { readImport } from '#app/usecases/adjusting/read-imports.server.ts';
import { receiveImport } from '#app/usecases/adjusting/receive-import.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = testDatabase.database;
});

afterAll(() => testDatabase.close());

const clock = { now: () => new Date('2026-11-01T00:00:00Z') };
const services = () => ({ database, clock });

async function openWithMembers(): Promise<Shop> {
  const shop = await openShop(database, programOf());
  for (const customerId of ['7', '8']) await join(database, shop, customerId);
  return shop;
}

/** Uploads a file with these lines, and has it checked. @returns its id */
async function check(shop: Shop, lines: readonly string[]): Promise<string> {
  const text = ['customer,points,reason', ...lines].join('\n');
  const bytes = async function* () {
    yield Buffer.from(text);
    await Promise.resolve();
  };
  const upload = { fileName: 'goodwill.csv', staffUserId: '42', bytes: bytes() };
  const received = await receiveImport(services(), shop.id, upload);
  if (received.kind !== 'received') throw new Error(received.kind);
  await carryOutImports(services(), shop.id);
  return received.id;
}

async function confirm(shop: Shop, id: string, beyond: 'leave' | 'owe'): Promise<void> {
  const decision = { kind: 'confirm', beyond } as const;
  await decideImport(services(), shop.id, { staffUserId: '42', id, decision });
  await carryOutImports(services(), shop.id);
}

async function page(shop: Shop, id: string, address: Record<string, string> = {}) {
  const file = await readImport(services(), shop.id, id);
  if (!file) throw new Error('the file is gone');
  return readImportLines(services(), shop.id, file, ImportLinesQuery.parse(address));
}

const LINES = ['7,50,Thanks', '8,-20,Given twice', '7,-70,Given twice', '7,5,Thanks'];

test.each(['leave', 'owe'] as const)('what is previewed comes about: %s', async (beyond) => {
  const shop = await openWithMembers();
  const id = await check(shop, LINES);
  const previewed = (await page(shop, id)).lines.map(({ preview }) => preview?.[beyond]);
  await confirm(shop, id, beyond);
  expect(await balancesOf(database, shop, '7')).toMatchObject(previewed[3]?.after ?? {});
  expect(await balancesOf(database, shop, '8')).toMatchObject(previewed[1]?.after ?? {});
  expect(previewed[2]?.before).toEqual({ available: 50, owed: 0 });
});

test('once it was carried out, each line says what came of it', async () => {
  const shop = await openWithMembers();
  const id = await check(shop, LINES);
  expect((await page(shop, id)).lines.map(({ adjusted }) => adjusted)).toEqual(
    LINES.map(() => null),
  );
  await confirm(shop, id, 'leave');
  const { lines } = await page(shop, id);
  expect(lines.map(({ adjusted }) => adjusted)).toEqual([50, 0, -50, 5]);
  expect(lines.map(({ preview }) => preview)).toEqual(LINES.map(() => null));
});

test('lines are turned page by page, forth and back, and know what stands above the page', async () => {
  const shop = await openWithMembers();
  const id = await check(
    shop,
    Array.from({ length: 60 }, (_, index) => `7,1,line ${index}`),
  );
  const first = await page(shop, id);
  expect(first.lines.map(({ line }) => line)).toEqual(range(2, 26));
  expect(first).toMatchObject({ previous: null, next: 26 });
  const second = await page(shop, id, { after: '26' });
  expect(second.lines.map(({ line }) => line)).toEqual(range(27, 51));
  expect(second.lines[0]?.preview?.leave.before.available).toBe(25);
  const last = await page(shop, id, { after: String(second.next) });
  expect(last.lines.map(({ line }) => line)).toEqual(range(52, 61));
  expect(last.next).toBeNull();
  const back = await page(shop, id, { before: String(last.previous) });
  expect(back.lines).toEqual(second.lines);
  const start = await page(shop, id, { before: String(back.previous) });
  expect(start).toEqual(first);
  expect(await page(shop, id, { after: 'x', before: '-3' })).toEqual(first);
});

test('of a member who was merged since, the line shows who has the points now', async () => {
  const shop = await openWithMembers();
  const id = await check(shop, ['7,50,Thanks', '8,5,Thanks']);
  const merge = {
    absorbed: CustomerId.parse('7'),
    kept: CustomerId.parse('8'),
    mergedAt: clock.now(),
    isInferred: false,
  };
  await inTransaction(database, (sql) => mergeCustomers(sql, shop, merge, clock.now()));
  const { lines } = await page(shop, id);
  expect(lines.map(({ customerId }) => customerId)).toEqual(['8', '8']);
  expect(lines[1]?.preview?.leave).toMatchObject({
    before: { available: 50 },
    after: { available: 55 },
  });
});

test('another shop sees nothing of it', async () => {
  const shop = await openWithMembers();
  const id = await check(shop, LINES);
  const other = await openWithMembers();
  const read = await readImportLines(
    services(),
    other.id,
    { id, state: 'checked' },
    ImportLinesQuery.parse({}),
  );
  expect(read).toEqual({ lines: [], previous: null, next: null });
});

/** The whole numbers from one to another. */
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

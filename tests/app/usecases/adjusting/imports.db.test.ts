import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { carryOutImports } from '#app/usecases/adjusting/carry-out-imports.server.ts';
import { decideImport, type ImportDecision } from '#app/usecases/adjusting/decide-import.server.ts';
import { readImport, readImports } from '#app/usecases/adjusting/read-imports.server.ts';
import { dropLeftUploads, receiveImport } from '#app/usecases/adjusting/receive-import.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, openShop, spend } from '#tests/support/ledger.ts';
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

/** A shop with members 7, 8 and 9; 9 has the address ida@example.com. */
async function openWithMembers(): Promise<Shop> {
  const shop = await openShop(database, programOf());
  for (const customerId of ['7', '8', '9']) await join(database, shop, customerId);
  await database.pool.query(
    `UPDATE members SET email = 'ida@example.com' WHERE shop_id = $1 AND customer_id = 9`,
    [shop.id],
  );
  return shop;
}

async function* pieces(bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7);
  await Promise.resolve();
}

async function upload(shop: Shop, file: string | Uint8Array): Promise<string> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const received = await receiveImport(services(), shop.id, {
    fileName: 'kulanz.csv',
    staffUserId: '42',
    bytes: pieces(bytes),
  });
  if (received.kind !== 'received') throw new Error(received.kind);
  return received.id;
}

/** Uploads a file and has it checked. */
async function check(shop: Shop, file: string | Uint8Array) {
  const id = await upload(shop, file);
  await carryOutImports(services(), shop.id);
  return stateOf(shop, id);
}

async function stateOf(shop: Shop, id: string) {
  const found = await readImport(services(), shop.id, id);
  if (!found) throw new Error('the file is gone');
  return found;
}

const decide = (shop: Shop, id: string, decision: ImportDecision) =>
  decideImport(services(), shop.id, { staffUserId: '42', id, decision });

const lines = (...given: string[]) => ['customer,points,reason', ...given].join('\n');
const available = async (shop: Shop, customerId: string) =>
  (await balancesOf(database, shop, customerId))?.['available'];

describe('a file of adjustments', () => {
  test('is checked as a whole before anything of it is carried out', async () => {
    const shop = await openWithMembers();
    const checked = await check(
      shop,
      lines('7,50,Kulanz', '8,-20,"too much, given twice"', 'Ida@example.com,1.000,Aktion'),
    );
    expect(checked).toMatchObject({
      state: 'checked',
      ...{ lines: 3, members: 3, gives: 1_050, takes: 20 },
      problemCount: 0,
    });
    expect(await available(shop, '7')).toBe(0);
    const { rowCount } = await database.pool.query(
      'SELECT FROM adjustment_files WHERE shop_id = $1',
      [shop.id],
    );
    expect(rowCount).toBe(0);
  });

  test('names every line with a problem, and nothing of it can be carried out', async () => {
    const shop = await openWithMembers();
    const checked = await check(
      shop,
      lines(
        '7,50,Kulanz',
        '77,50,Kulanz',
        'nobody@example.com,5,Kulanz',
        '8,1.5,Kulanz',
        '8,0,Kulanz',
        '',
        '8,2000000,Kulanz',
        '7,50,Kulanz',
        '7,50,Aktion',
        '8,5',
        'ida\0@example.com,5,Kulanz',
      ),
    );
    expect(checked).toMatchObject({ state: 'refused', problemCount: 8, fileProblem: null });
    expect(checked.problems).toEqual([
      { line: 3, code: 'customer_unknown' },
      { line: 4, code: 'customer_unknown' },
      { line: 5, code: 'points_unreadable' },
      { line: 6, code: 'points_zero' },
      { line: 8, code: 'points_too_large' },
      { line: 9, code: 'duplicate' },
      { line: 11, code: 'reason_missing' },
      { line: 12, code: 'customer_unreadable' },
    ]);
    expect(await decide(shop, checked.id, { kind: 'confirm', beyond: 'leave' })).toBe('not_now');
  });

  test('in which an id and an address are of different members says so', async () => {
    const shop = await openWithMembers();
    const checked = await check(
      shop,
      'Customer ID,Email,Points,Reason\n7,ida@example.com,5,Kulanz\n9,Ida@example.com,6,Kulanz\n8,old@example.com,7,Kulanz',
    );
    expect(checked.problems).toEqual([{ line: 2, code: 'customer_contradictory' }]);
  });

  test('with very many problems shows the first and counts all', async () => {
    const shop = await openWithMembers();
    const wrong = Array.from({ length: 2_500 }, (_, index) => `${10_000 + index},5,Kulanz`);
    const checked = await check(shop, lines(...wrong));
    expect(checked.problemCount).toBe(2_500);
    expect(checked.problems).toHaveLength(100);
    expect(checked.problems[0]).toEqual({ line: 2, code: 'customer_unknown' });
  });

  test.each([
    ['nothing', '', { code: 'empty' }],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), { code: 'workbook' }],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), { code: 'workbook' }],
    ['a header alone', 'customer;points;reason\n\n', { code: 'no_lines' }],
    [
      'other columns',
      'name,amount\nIda,5',
      { code: 'columns_missing', columns: ['customer', 'points', 'reason'] },
    ],
    [
      'two columns of points',
      'email,points,Points,reason\nida@example.com,500,7,Kulanz',
      { code: 'columns_repeated', columns: ['points'] },
    ],
    ['a quote that is never closed', lines('7,5,"open'), { code: 'unreadable', line: 2 }],
    [
      'bytes of no encoding',
      Buffer.concat([Buffer.from(lines('7,5,ü\n7,5,')), Buffer.from([0xff])]),
      { code: 'unreadable' },
    ],
  ])('of %s is refused as a whole', async (_, file, problem) => {
    const shop = await openWithMembers();
    const checked = await check(shop, file);
    expect(checked.state).toBe('refused');
    expect(checked.fileProblem).toMatchObject(problem);
  });

  const german = 'Kunde;Punkte;Grund\r\n7;1.000;Übertrag\r\n\r\n8;-50;"zu viel; doppelt"\r\n';
  test.each([
    ['UTF-8', Buffer.from(german)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${german}`)],
    ['UTF-16', Buffer.from(`\uFEFF${german}`, 'utf16le')],
    ['Windows-1252', Buffer.from(german, 'latin1')],
    ['UTF-8 with tabs', Buffer.from(german.replaceAll(';', '\t'))],
    ['UTF-8 with the separator above it', Buffer.from(`sep=;\r\n${german}`)],
  ])('as spreadsheets save it in %s is read', async (_, file) => {
    const shop = await openWithMembers();
    const checked = await check(shop, file);
    expect(checked).toMatchObject({ state: 'checked', lines: 2, gives: 1_000, takes: 50 });
    const { rows } = await database.pool.query<{ reason: string }>(
      'SELECT reason FROM adjustment_rows WHERE shop_id = $1 AND import_id = $2 ORDER BY line',
      [shop.id, checked.id],
    );
    expect(rows[0]?.reason).toBe('Übertrag');
  });

  test('finds whoever was merged by the old id', async () => {
    const shop = await openWithMembers();
    const merge = {
      absorbed: CustomerId.parse('7'),
      kept: CustomerId.parse('8'),
      mergedAt: clock.now(),
      isInferred: false,
    };
    await inTransaction(database, (sql) => mergeCustomers(sql, shop, merge, clock.now()));
    const { id } = await check(shop, lines('7,50,Kulanz'));
    await decide(shop, id, { kind: 'confirm', beyond: 'leave' });
    await carryOutImports(services(), shop.id);
    expect(await available(shop, '8')).toBe(50);
  });
});

describe('a file that staff confirm', () => {
  test('is carried out once, and what is not there to be taken is let go', async () => {
    const shop = await openWithMembers();
    const { id } = await check(shop, lines('7,50,Kulanz', '7,-70,Fehler', '8,5,Kulanz'));
    expect(await decide(shop, id, { kind: 'confirm', beyond: 'leave' })).toBe('decided');
    expect(await decide(shop, id, { kind: 'confirm', beyond: 'owe' })).toBe('not_now');
    await Promise.all([carryOutImports(services(), shop.id), carryOutImports(services(), shop.id)]);
    expect(await stateOf(shop, id)).toMatchObject({
      state: 'applied',
      linesDone: 3,
      ...{ given: 55, taken: 50, leftOver: 20 },
    });
    expect(await balancesOf(database, shop, '7')).toMatchObject({ available: 0, owed: 0 });
    expect(await available(shop, '8')).toBe(5);
    await expectBalancedLedger(database, shop);
  });

  test('leaves members owing where staff say so', async () => {
    const shop = await openWithMembers();
    const { id } = await check(shop, lines('7,-70,Fehler'));
    await decide(shop, id, { kind: 'confirm', beyond: 'owe' });
    await carryOutImports(services(), shop.id);
    expect(await balancesOf(database, shop, '7')).toMatchObject({ available: 0, owed: 70 });
  });

  test('carries on where it was broken off', async () => {
    const shop = await openWithMembers();
    const many = Array.from({ length: 1_200 }, (_, index) => `7,1,line ${index}`);
    const { id } = await check(shop, lines(...many));
    await decide(shop, id, { kind: 'confirm', beyond: 'leave' });
    await carryOutImports(services(), shop.id, AbortSignal.abort());
    expect(await stateOf(shop, id)).toMatchObject({ state: 'applying', linesDone: 499 });
    expect(await available(shop, '7')).toBe(499);
    await carryOutImports(services(), shop.id);
    expect(await stateOf(shop, id)).toMatchObject({ state: 'applied', linesDone: 1_200 });
    expect(await available(shop, '7')).toBe(1_200);
    await expectBalancedLedger(database, shop);
  });

  test('can be taken back as a whole, but for what was spent', async () => {
    const shop = await openWithMembers();
    const { id } = await check(shop, lines('7,50,Kulanz', '8,-10,Fehler', '9,20,Kulanz'));
    await decide(shop, id, { kind: 'confirm', beyond: 'owe' });
    await carryOutImports(services(), shop.id);
    await spend(database, shop, '7', 30);
    expect(await decide(shop, id, { kind: 'undo' })).toBe('decided');
    await carryOutImports(services(), shop.id);
    expect(await stateOf(shop, id)).toMatchObject({ state: 'undone', linesDone: 3, leftOver: 30 });
    for (const customerId of ['7', '8', '9']) {
      expect(await balancesOf(database, shop, customerId)).toMatchObject({ available: 0, owed: 0 });
    }
    expect(await decide(shop, id, { kind: 'undo' })).toBe('not_now');
    await expectBalancedLedger(database, shop);
  });

  test.each(['leave', 'owe'] as const)(
    'can be taken back from whoever stands in it twice, however far apart (%s)',
    async (beyond) => {
      const shop = await openWithMembers();
      const between = Array.from({ length: 1_100 }, (_, index) => `9,1,line ${index}`);
      const { id } = await check(
        shop,
        lines('7,100,Kulanz', '8,-50,Fehler', ...between, '7,-50,Fehler', '8,100,Kulanz'),
      );
      await decide(shop, id, { kind: 'confirm', beyond });
      await carryOutImports(services(), shop.id);
      await decide(shop, id, { kind: 'undo' });
      await carryOutImports(services(), shop.id, AbortSignal.abort());
      await carryOutImports(services(), shop.id);
      expect(await stateOf(shop, id)).toMatchObject({
        state: 'undone',
        linesDone: 1_104,
        leftOver: 0,
      });
      for (const customerId of ['7', '8', '9']) {
        expect(await balancesOf(database, shop, customerId)).toMatchObject({
          available: 0,
          owed: 0,
        });
      }
      await expectBalancedLedger(database, shop);
    },
  );

  test('can be taken back while it is being carried out', async () => {
    const shop = await openWithMembers();
    const many = Array.from({ length: 700 }, (_, index) => `7,1,line ${index}`);
    const { id } = await check(shop, lines(...many));
    await decide(shop, id, { kind: 'confirm', beyond: 'leave' });
    await carryOutImports(services(), shop.id, AbortSignal.abort());
    await decide(shop, id, { kind: 'undo' });
    await carryOutImports(services(), shop.id);
    expect(await stateOf(shop, id)).toMatchObject({ state: 'undone' });
    expect(await available(shop, '7')).toBe(0);
    await expectBalancedLedger(database, shop);
  });

  test('is no longer there for a decision once it was discarded', async () => {
    const shop = await openWithMembers();
    const { id } = await check(shop, lines('7,50,Kulanz'));
    expect(await decide(shop, id, { kind: 'discard' })).toBe('decided');
    expect(await decide(shop, id, { kind: 'confirm', beyond: 'leave' })).toBe('not_now');
    expect(await decide(shop, '999999', { kind: 'discard' })).toBe('unknown');
    expect(await decide(shop, 'x', { kind: 'discard' })).toBe('unknown');
    const { rows } = await database.pool.query<{ actor: string; action: string }>(
      'SELECT actor, action FROM audit_log WHERE shop_id = $1 ORDER BY id',
      [shop.id],
    );
    expect(rows).toEqual([
      { actor: 'staff:42', action: 'adjustments.uploaded' },
      { actor: 'staff:42', action: 'adjustments.discarded' },
    ]);
  });
});

test('files are listed newest first, a page at a time', async () => {
  const shop = await openWithMembers();
  const ids: string[] = [];
  for (let index = 0; index < 23; index += 1) ids.unshift(await upload(shop, lines('7,1,x')));
  const first = await readImports(services(), shop.id, null);
  expect(first.imports.map(({ id }) => id)).toEqual(ids.slice(0, 20));
  const second = await readImports(services(), shop.id, first.older);
  expect(second.imports.map(({ id }) => id)).toEqual(ids.slice(20));
  expect(second.older).toBeNull();
});

test('an upload that broke off leaves no address behind, and one under way is left alone', async () => {
  const shop = await openShop(database, programOf());
  const begun = async (bytes: () => AsyncGenerator<Uint8Array>) => {
    const upload = { fileName: 'kulanz.csv', staffUserId: '42', bytes: bytes() };
    await receiveImport(services(), shop.id, upload).catch(() => undefined);
  };
  await begun(async function* () {
    yield Buffer.alloc(1024 * 1024, 'ida@example.com,');
    await Promise.reject(new Error('the browser was closed'));
  });
  const left = async () => {
    const { rows } = await database.pool.query<{ files: number; imports: number }>(
      `SELECT (SELECT count(*)::int FROM adjustment_files WHERE shop_id = $1) AS files,
         (SELECT count(*)::int FROM adjustment_imports WHERE shop_id = $1) AS imports`,
      [shop.id],
    );
    return rows[0];
  };
  const later = (minutes: number) => ({
    database,
    clock: { now: () => new Date(clock.now().getTime() + minutes * 60_000) },
  });
  await dropLeftUploads(later(59));
  expect(await left()).toEqual({ files: 1, imports: 1 });
  await database.pool.query('DELETE FROM adjustment_imports WHERE shop_id = $1', [shop.id]);
  await dropLeftUploads(later(61));
  expect(await left()).toEqual({ files: 0, imports: 0 });
  await begun(async function* () {
    yield Buffer.alloc(1024 * 1024, 'ida@example.com,');
    await Promise.reject(new Error('the browser was closed'));
  });
  await dropLeftUploads(later(61));
  expect(await left()).toEqual({ files: 0, imports: 0 });
});

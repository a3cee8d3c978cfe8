import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type TableShape, tablesOfSchema } from '#tests/support/prisma-schema.ts';

/** Tables that one shop's key cannot begin: the shops themselves, and sessions, which are found by the shop's domain. */
const KEYS_WITHOUT_SHOP_ID = new Map([
  ['shops', 'primary key (id)'],
  ['sessions', 'primary key (shop, id)'],
]);

let testDatabase: TestDatabase;
let migrated: Map<string, TableShape>;
const described = tablesOfSchema();

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  migrated = await tablesOfDatabase();
});

afterAll(() => testDatabase.close());

async function tablesOfDatabase(): Promise<Map<string, TableShape>> {
  const { rows } = await testDatabase.database.pool.query<{ table: string } & TableShape>(`
    SELECT c.relname AS table,
           ARRAY(SELECT format('%s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                               CASE WHEN a.attnotnull THEN ' not null' END,
                               CASE WHEN a.atthasdef OR a.attidentity <> '' THEN ' filled by default' END)
                   FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
           ARRAY(SELECT format('%s (%s)%s',
                               CASE WHEN i.indisprimary THEN 'primary key' WHEN i.indisunique THEN 'unique' ELSE 'index' END,
                               (SELECT string_agg(pg_get_indexdef(i.indexrelid, n, true), ', ' ORDER BY n)
                                  FROM generate_series(1, i.indnkeyatts) AS n),
                               CASE WHEN i.indpred IS NOT NULL THEN ' of some rows' END)
                   FROM pg_index i
                  WHERE i.indrelid = c.oid) AS keys
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND c.relname <> '_prisma_migrations'`);
  return new Map(
    rows.map(({ table, columns, keys }) => [
      table,
      { columns: columns.toSorted(), keys: keys.toSorted() },
    ]),
  );
}

describe('the migrated database and prisma/schema.prisma', () => {
  test('know the same tables', () => {
    expect([...migrated.keys()].sort()).toEqual([...described.keys()].sort());
  });

  test.each([...described.keys()])('agree on columns and keys of %s', (table) => {
    expect(migrated.get(table)).toEqual(described.get(table));
  });

  test.each([...described.keys()])('begin the key of %s with the shop', (table) => {
    const primaryKey = migrated.get(table)?.keys.find((key) => key.startsWith('primary key'));
    const expected = KEYS_WITHOUT_SHOP_ID.get(table);
    if (expected === undefined) expect(primaryKey).toMatch(/^primary key \(shop_id[,)]/);
    else expect(primaryKey).toBe(expected);
  });
});

test('every foreign key is served by an index of those who refer: deleting whom they refer to would read all of them', async () => {
  const { rows } = await testDatabase.database.pool.query<{ name: string }>(`
    SELECT c.conname AS name FROM pg_constraint c
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
          AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`);
  expect(rows).toEqual([]);
});

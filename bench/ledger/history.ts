import type pg from 'pg';

import type { Database } from '#app/db/database.server.ts';

import type { Population } from './members.ts';

/** What one lot has seen: it was given, and twice points were promised out of it and spent. */
const TRANSFERS_PER_LOT = 5;
const EARNED = 100;
const SPENT = 30;
const REMAINING = EARNED - 2 * SPENT;

/** Grown large, and written here without the app. */
const TABLES = ['transfers', 'lots', 'causes'];

/**
 * Gives a shop a past, as the app would have written it: transfers, the lots that they make, their causes, and the
 * members' balances, all in agreement. Indexes are built once, over everything.
 * @param transfers how many; members share them evenly, in the order of time
 * @param populations the tables must be empty otherwise
 */
export async function writeHistory(
  { pool }: Database,
  { shop, memberIds }: Population,
  transfers: number,
): Promise<void> {
  const lots = Math.floor(transfers / TRANSFERS_PER_LOT);
  if (lots === 0) return;
  const build = await dropIndexes(pool);
  const values = [shop.id, memberIds, lots];
  await Promise.all([
    load(pool, [[INSERT_TRANSFERS, values]]),
    load(pool, [
      [INSERT_LOTS, values],
      [INSERT_AWARDS, [shop.id, lots]],
      [INSERT_REDEMPTIONS, values],
      [UPDATE_ACCOUNTS, values],
    ]),
  ]);
  await Promise.all(
    build.map((statements) =>
      load(
        pool,
        statements.map((text) => [text, []]),
      ),
    ),
  );
  await pool.query(`SELECT setval('transfers_id_seq', $1), setval('lots_id_seq', $2)`, [
    lots * TRANSFERS_PER_LOT,
    lots,
  ]);
  await pool.query(`VACUUM ANALYZE accounts, ${TABLES.join(', ')}`);
  await pool.query('CHECKPOINT');
}

/** Runs statements on one connection that checks no foreign keys: what is written refers to what is there. */
async function load(
  pool: pg.Pool,
  statements: readonly (readonly [string, readonly unknown[]])[],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(`SET maintenance_work_mem = '512MB'`);
    for (const [text, values] of statements) await client.query(text, [...values]);
  } finally {
    // With its settings.
    client.release(true);
  }
}

/** @returns for each table, what builds its indexes again */
async function dropIndexes(pool: pg.Pool): Promise<string[][]> {
  const { rows } = await pool.query<{ table: string; drop: string; build: string }>(
    `SELECT conrelid::regclass AS "table", format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS build
     FROM pg_constraint WHERE contype = 'p' AND conrelid::regclass::text = ANY($1)
     UNION ALL
     SELECT indrelid::regclass, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     FROM pg_index WHERE NOT indisprimary AND indrelid::regclass::text = ANY($1)`,
    [TABLES],
  );
  for (const { drop } of rows) await pool.query(drop);
  return [...Map.groupBy(rows, ({ table }) => table).values()].map((indexes) =>
    indexes.map(({ build }) => build),
  );
}

/** Lots by number, each with its member and its moment: the last thirty days. */
const LOTS = `(SELECT lot, ($2::bigint[])[1 + (lot - 1) % cardinality($2::bigint[])] AS member_id,
    now() - (1 - lot::float8 / $3::int) * interval '30 days' AS at
  FROM generate_series(1, $3::int) AS lot)`;

const INSERT_TRANSFERS = `
INSERT INTO transfers (shop_id, id, member_id, source, destination, amount, lot_id, cause_kind, cause_id, ordinal, leg,
  receipt, occurred_at, posted_at)
SELECT $1::bigint, (lot - 1) * ${TRANSFERS_PER_LOT}::bigint + step, member_id, source, destination, amount, lot, kind,
  'history-' || lot || suffix, ordinal, 0,
  jsonb_build_object('movement', movement, 'because',
    jsonb_build_object('kind', kind, 'reason', 'A benchmark', 'points', amount)), at, at
FROM ${LOTS} AS lots CROSS JOIN (VALUES
  (1, 'issued', 'available', ${EARNED}, 'award', '', 0, 'earned'),
  (2, 'available', 'held', ${SPENT}, 'redemption', '-1', 0, 'held'),
  (3, 'held', 'redeemed', ${SPENT}, 'redemption', '-1', 1, 'spent'),
  (4, 'available', 'held', ${SPENT}, 'redemption', '-2', 0, 'held'),
  (5, 'held', 'redeemed', ${SPENT}, 'redemption', '-2', 1, 'spent')
) AS steps (step, source, destination, amount, kind, suffix, ordinal, movement)`;

const INSERT_LOTS = `
INSERT INTO lots (shop_id, id, member_id, owner_id, cause_kind, cause_id, opened_at, amount, remaining)
SELECT $1::bigint, lot, member_id, member_id, 'award', 'history-' || lot, at, ${EARNED}, ${REMAINING} FROM ${LOTS} AS lots`;

const HASH = `translate(encode(sha256(lot::text::bytea), 'base64'), '+/=', '-_')`;

const INSERT_AWARDS = `
INSERT INTO causes (shop_id, kind, id, input_hash, result, at)
SELECT $1::bigint, 'award', 'history-' || lot, ${HASH}, '{"points": ${EARNED}}', now()
FROM generate_series(1, $2::int) AS lot`;

const INSERT_REDEMPTIONS = `
INSERT INTO causes (shop_id, kind, id, input_hash, result, at)
SELECT $1::bigint, 'redemption', 'history-' || lot || suffix, ${HASH},
  jsonb_build_object('memberId', member_id::text, 'points', ${SPENT}, 'reason', 'A benchmark'), at
FROM ${LOTS} AS lots CROSS JOIN (VALUES ('-1'), ('-2')) AS redemptions (suffix)`;

const UPDATE_ACCOUNTS = `
UPDATE accounts SET available = ${REMAINING} * lots, earned = ${EARNED} * lots
FROM (SELECT member_id, count(*) AS lots FROM ${LOTS} AS lots GROUP BY member_id) AS owned
WHERE accounts.shop_id = $1::bigint AND accounts.member_id = owned.member_id`;

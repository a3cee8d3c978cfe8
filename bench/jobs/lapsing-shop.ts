import type { Database } from '#app/db/database.server.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { findShopByDomain, type Shop } from '#app/db/shops/shops.server.ts';
import { installShop } from '#bench/ingest/ledger.ts';
import { BENCH_SHOP } from '#bench/ingest/order-template.ts';

/** What each member bought in her first year: enough for silver, in that year alone. */
const EARNED = 300;

/** When the shop's program began, and when everybody's tier has run out. */
const BEGAN_AT = new Date('2025-01-01T00:00:00Z');
const DUE_AT = new Date('2027-01-01T00:00:00Z');
/** When the job runs: everybody is due. */
export const RUN_AT = new Date('2027-01-02T00:00:00Z');

/** Tiers by calendar years. */
function yearlyProgram(): Program {
  const plain = firstProgram();
  return {
    ...plain,
    qualification: { ...plain.qualification, window: { kind: 'calendar_year' } },
  };
}

/**
 * A shop whose members all reached silver in 2025 by one order and have not bought since, as the app would have written it
 * but for their transfers and lots, which no assessment reads.
 * @param members how many
 */
export async function openLapsingShop(database: Database, members: number): Promise<Shop> {
  await installShop(database, BEGAN_AT);
  const shop = await findShopByDomain(database.pool, BENCH_SHOP.domain);
  if (!shop) throw new Error('the shop was not installed');
  const { pool } = database;
  await pool.query('UPDATE program_versions SET document = $2 WHERE shop_id = $1', [
    shop.id,
    JSON.stringify(yearlyProgram()),
  ]);
  for (const text of STATEMENTS) {
    await pool.query(text, [shop.id, members].slice(0, text.includes('$2') ? 2 : 1));
  }
  await pool.query('VACUUM ANALYZE members, accounts, orders, standings');
  await pool.query('CHECKPOINT');
  return shop;
}

/** Members' days are spread over the year. */
const DAY = `timestamptz '2025-02-01 12:00Z' + (id % 300) * interval '1 day'`;

const STATEMENTS = [
  `INSERT INTO members (shop_id, customer_id, joined_at)
   SELECT $1::bigint, number, timestamptz '2025-01-15Z' FROM generate_series(1, $2::int) AS number`,
  `INSERT INTO accounts (shop_id, member_id, available, earned)
   SELECT shop_id, id, ${EARNED}, ${EARNED} FROM members WHERE shop_id = $1::bigint`,
  `INSERT INTO orders (shop_id, order_id, customer_id, member_id, name, processed_at, updated_at, settled_points, chain_at, track)
   SELECT shop_id, id, customer_id, id, '#' || id, ${DAY}, ${DAY}, ${EARNED}, ${DAY}, customer_id
   FROM members WHERE shop_id = $1::bigint`,
  `INSERT INTO standings (shop_id, member_id, tier, since, next_assessment_at, measured, missing_to_keep, next_tier,
     missing_to_next, is_by_hand, due_at, assessed_at)
   SELECT shop_id, id, 'silver', ${DAY}, timestamptz '${DUE_AT.toISOString()}', 0, 250, 'gold', 1000, false,
     timestamptz '${DUE_AT.toISOString()}', ${DAY}
   FROM members WHERE shop_id = $1::bigint`,
];

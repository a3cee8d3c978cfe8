import type { Database } from '#app/db/database.server.ts';
import { findShopByDomain, type Shop } from '#app/db/shops/shops.server.ts';
import { MemberId } from '#app/loyalty/ids.ts';
import { installShop } from '#bench/ingest/ledger.ts';
import { BENCH_SHOP } from '#bench/ingest/order-template.ts';

const DAY_MS = 86_400_000;

/** A shop, and members of it who have nothing yet. */
export interface Population {
  readonly shop: Shop;
  readonly memberIds: readonly MemberId[];
}

/** Installs a shop whose program began yesterday, and has that many people join it. */
export async function populate(database: Database, members: number): Promise<Population> {
  await installShop(database, new Date(Date.now() - DAY_MS));
  const shop = await findShopByDomain(database.pool, BENCH_SHOP.domain);
  if (!shop) throw new Error('the shop was not installed');
  const { rows } = await database.pool.query<{ member_id: string }>(
    `WITH joined AS (
       INSERT INTO members (shop_id, customer_id, joined_at)
       SELECT $1, number, now() FROM generate_series(1, $2) AS number RETURNING shop_id, id
     )
     INSERT INTO accounts (shop_id, member_id) SELECT shop_id, id FROM joined RETURNING member_id`,
    [shop.id, members],
  );
  await database.pool.query('VACUUM ANALYZE members, accounts');
  return { shop, memberIds: rows.map((row) => MemberId.parse(row.member_id)) };
}

/** Any of them, as likely as any other. */
export function anyMember({ memberIds }: Population): MemberId {
  const memberId = memberIds[Math.floor(Math.random() * memberIds.length)];
  if (memberId === undefined) throw new Error('the shop has no members');
  return memberId;
}

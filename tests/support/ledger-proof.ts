import type { Sql } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

/** What the transfers of a group bring an account, or a lot's part of it. */
function gain(account: string): string {
  return `coalesce(sum(amount) FILTER (WHERE destination = '${account}'), 0)
    - coalesce(sum(amount) FILTER (WHERE source = '${account}'), 0)`;
}

const ACCOUNTS = `
SELECT 'account' AS kind, accounts.member_id AS id FROM accounts LEFT JOIN (
  SELECT member_id, ${gain('pending')} AS pending, ${gain('available')} AS available, ${gain('held')} AS held,
    -(${gain('owed')}) AS owed
  FROM transfers WHERE shop_id = $1 GROUP BY member_id
) AS posted USING (member_id)
WHERE accounts.shop_id = $1 AND (accounts.pending, accounts.available, accounts.held, accounts.owed) IS DISTINCT FROM
  (coalesce(posted.pending, 0), coalesce(posted.available, 0), coalesce(posted.held, 0), coalesce(posted.owed, 0))`;

const LOTS = `
SELECT 'lot' AS kind, lots.id FROM lots LEFT JOIN (
  SELECT lot_id AS id, coalesce(sum(amount) FILTER (WHERE source = 'issued' AND destination IN ('pending', 'available')), 0) AS amount,
    ${gain('pending')} AS pending, ${gain('available')} AS remaining, ${gain('held')} AS held,
    ${gain('expired')} AS expired, -(${gain('owed')}) AS owed
  FROM transfers WHERE shop_id = $1 AND lot_id IS NOT NULL GROUP BY lot_id
) AS posted USING (id)
WHERE lots.shop_id = $1 AND (lots.amount, lots.pending, lots.remaining, lots.held, lots.expired, lots.owed) IS DISTINCT FROM
  (posted.amount, posted.pending, posted.remaining, posted.held, posted.expired, posted.owed)`;

/** Lots are a member's available points by another division, also after they have changed hands. */
const OWNERS = `
SELECT 'owner' AS kind, accounts.member_id AS id FROM accounts LEFT JOIN (
  SELECT owner_id AS member_id, sum(pending) AS pending, sum(remaining) AS available, sum(held) AS held, sum(owed) AS owed
  FROM lots WHERE shop_id = $1 GROUP BY owner_id
) AS owned USING (member_id)
WHERE accounts.shop_id = $1 AND (accounts.pending, accounts.available, accounts.held, accounts.owed) IS DISTINCT FROM
  (coalesce(owned.pending, 0), coalesce(owned.available, 0), coalesce(owned.held, 0), coalesce(owned.owed, 0))`;

/**
 * Adds a shop's whole ledger up again, by other statements than the app's.
 * @returns accounts and lots that are not what their transfers come to, and members whose lots do not come to their accounts
 */
export async function findWrongBalances(
  sql: Sql,
  shopId: ShopId,
): Promise<{ kind: string; id: string }[]> {
  const { rows } = await sql.query<{ kind: string; id: string }>(
    [ACCOUNTS, LOTS, OWNERS].join(' UNION ALL '),
    [shopId],
  );
  return rows;
}

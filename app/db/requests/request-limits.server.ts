import type { Sql } from '../database.server.ts';

/** How much a caller may ask for: so many requests at once, and from then on one an interval. */
export interface Allowance {
  readonly burst: number;
  readonly intervalMs: number;
}

/** Who asks: a shop by its `myshopify.com` name, and one of those who may ask there. */
export interface Caller {
  readonly shopDomain: string;
  readonly name: `customer:${string}` | `key:${string}`;
}

/**
 * Takes one request from what a caller may ask for, in one statement, whichever process it comes to. It is the generic cell
 * rate algorithm (ITU-T I.371), which needs a single time for each caller: when all that it has asked for is made up for. By
 * the database's clock, for the processes' differ. What is refused changes nothing, so it prolongs nothing.
 * @returns 0 where it may, also in a shop that is not known; otherwise in how many milliseconds it may
 */
export async function takeRequest(
  sql: Sql,
  { shopDomain, name }: Caller,
  { burst, intervalMs }: Allowance,
): Promise<number> {
  const taken = await sql.query({
    name: 'take-request',
    text: `INSERT INTO request_limits AS known (shop_id, caller, full_at)
     SELECT id, $2, clock_timestamp() + $3 * interval '1 millisecond' FROM shops WHERE domain = $1
     ON CONFLICT (shop_id, caller) DO UPDATE
       SET full_at = greatest(known.full_at, clock_timestamp()) + $3 * interval '1 millisecond'
       WHERE known.full_at <= clock_timestamp() + $4 * interval '1 millisecond'`,
    values: [shopDomain, name, intervalMs, (burst - 1) * intervalMs],
  });
  if (taken.rowCount === 1) return 0;
  const { rows } = await sql.query<{ wait: string }>(
    `SELECT ceil(extract(epoch FROM full_at - clock_timestamp()) * 1000) AS wait
     FROM request_limits JOIN shops ON shops.id = shop_id WHERE domain = $1 AND caller = $2`,
    [shopDomain, name],
  );
  const [row] = rows;
  return row ? Math.max(1, Number(row.wait) - (burst - 1) * intervalMs) : 0;
}

/** Drops what says nothing any more: whoever has made up for all may ask for as much as who never asked. */
export async function dropFullLimits(sql: Sql): Promise<void> {
  await sql.query('DELETE FROM request_limits WHERE full_at < clock_timestamp()');
}

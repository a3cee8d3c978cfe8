import type { CalendarDate } from '#app/loyalty/time/calendar.ts';
import { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Up to which day of its calendar a shop's birthdays and anniversaries have been given; null before the first. */
export async function findGivenUntil(sql: Sql, shopId: ShopId): Promise<CalendarDate | null> {
  const { rows } = await sql.query<CalendarDate>(
    `SELECT extract(year FROM given_until)::int AS year, extract(month FROM given_until)::int AS month,
       extract(day FROM given_until)::int AS day
     FROM occasion_days WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** Notes that all of a day, and of those before it, was given. */
export async function saveGivenUntil(
  sql: Sql,
  shopId: ShopId,
  { year, month, day }: CalendarDate,
): Promise<void> {
  await sql.query(
    `INSERT INTO occasion_days (shop_id, given_until) VALUES ($1, make_date($2, $3, $4))
     ON CONFLICT (shop_id) DO UPDATE SET given_until = greatest(occasion_days.given_until, excluded.given_until)`,
    [shopId, year, month, day],
  );
}

/** Shops that have the app and whose day has begun without its occasions, or that have others waiting. */
export async function listShopsWithOccasions(sql: Sql, now: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT shops.id FROM shops LEFT JOIN occasion_days days ON days.shop_id = shops.id
     WHERE shops.uninstalled_at IS NULL AND (
       days.given_until IS NULL OR days.given_until < ($1::timestamptz AT TIME ZONE shops.timezone)::date
       OR EXISTS (SELECT FROM joinings j WHERE j.shop_id = shops.id)
       OR EXISTS (SELECT FROM email_consents c WHERE c.shop_id = shops.id AND NOT c.is_judged))
     ORDER BY shops.id`,
    [now],
  );
  return rows.map((row) => ShopId.parse(row.id));
}

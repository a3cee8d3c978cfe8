import type { Birthday, DayOfYear } from '#app/loyalty/actions/birthday.ts';
import type { CalendarDate } from '#app/loyalty/time/calendar.ts';
import { zonesOf } from '#app/loyalty/time/clocks.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A birthday, and when it was told. */
export interface ToldBirthday extends Birthday {
  readonly toldAt: Date;
}

/** A member's birthday; undefined where nobody told it. */
export async function findBirthday(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<ToldBirthday | undefined> {
  const { rows } = await sql.query<ToldBirthday>(
    `SELECT month, day, year, told_at AS "toldAt" FROM birthdays WHERE shop_id = $1 AND member_id = $2`,
    [shopId, memberId],
  );
  return rows[0];
}

/**
 * Notes a member's birthday. Telling the same day again does not count as telling it anew.
 * @returns the birthday with when it was told
 */
export async function saveBirthday(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  { month, day, year }: Birthday,
  now: Date,
): Promise<ToldBirthday> {
  const { rows } = await sql.query<ToldBirthday>(
    `INSERT INTO birthdays (shop_id, member_id, month, day, year, told_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, member_id) DO UPDATE SET month = $3, day = $4, year = $5,
       told_at = CASE WHEN (birthdays.month, birthdays.day) = ($3, $4) THEN birthdays.told_at ELSE $6 END
     RETURNING month, day, year, told_at AS "toldAt"`,
    [shopId, memberId, month, day, year, now],
  );
  const [row] = rows;
  if (!row) throw new Error('a birthday was not saved');
  return row;
}

/** Forgets a member's birthday. @returns false where none was known */
export async function dropBirthday(sql: Sql, shopId: ShopId, memberId: MemberId): Promise<boolean> {
  const { rowCount } = await sql.query(
    'DELETE FROM birthdays WHERE shop_id = $1 AND member_id = $2',
    [shopId, memberId],
  );
  return rowCount === 1;
}

/** A member who celebrates, and since when that is known. */
export interface Celebrating {
  readonly memberId: MemberId;
  /** When the birthday was told, or when she joined. */
  readonly since: Date;
}

/** A page of members, by id. */
export interface MemberPage {
  /** The last member of the page before; `0` to begin. */
  readonly after: string;
  readonly limit: number;
}

/** Members who celebrate their birthday on one of these days of the year. */
export async function listBirthdays(
  sql: Sql,
  shopId: ShopId,
  days: readonly DayOfYear[],
  { after, limit }: MemberPage,
): Promise<Celebrating[]> {
  const { rows } = await sql.query<{ member_id: string; told_at: Date }>(
    `SELECT b.member_id, b.told_at FROM birthdays b
     JOIN members m ON m.shop_id = b.shop_id AND m.id = b.member_id
       AND m.merged_into IS NULL AND m.redacted_at IS NULL
     WHERE b.shop_id = $1 AND (b.month, b.day) IN (SELECT * FROM unnest($2::int[], $3::int[])) AND b.member_id > $4
     ORDER BY b.member_id LIMIT $5`,
    [shopId, days.map(({ month }) => month), days.map(({ day }) => day), after, limit],
  );
  return rows.map((row) => ({ memberId: MemberId.parse(row.member_id), since: row.told_at }));
}

/**
 * Members who joined on one of these days of an earlier year, by the shop's clocks as they were when each joined: nobody's
 * day is another one because the shop has moved. Once a day it looks at every member of the shop; an index of days would
 * have to know each shop's time zones.
 * @param timezone the shop's clocks
 */
export async function listAnniversaries(
  sql: Sql,
  shopId: ShopId,
  { days, year }: { readonly days: readonly DayOfYear[]; readonly year: CalendarDate['year'] },
  timezone: string,
  { after, limit }: MemberPage,
): Promise<Celebrating[]> {
  const zones = zonesOf(timezone);
  const { rows } = await sql.query<{ id: string; joined_at: Date }>(
    `SELECT m.id, m.joined_at FROM members m
     JOIN accounts a ON a.shop_id = m.shop_id AND a.member_id = m.id,
       LATERAL (SELECT m.joined_at AT TIME ZONE (
         SELECT shown.timezone FROM unnest($5::text[], $8::timestamptz[]) AS shown (timezone, until)
         WHERE m.joined_at < until ORDER BY until LIMIT 1) AS local) AS joined
     WHERE m.shop_id = $1 AND m.merged_into IS NULL AND m.redacted_at IS NULL AND m.id > $6
       AND (extract(month FROM local), extract(day FROM local)) IN (SELECT * FROM unnest($2::int[], $3::int[]))
       AND extract(year FROM local) < $4
     ORDER BY m.id LIMIT $7`,
    [
      shopId,
      days.map(({ month }) => month),
      days.map(({ day }) => day),
      year,
      zones.map((zone) => zone.timezone),
      after,
      limit,
      zones.map(({ until }) => (until === Infinity ? 'infinity' : new Date(until).toISOString())),
    ],
  );
  return rows.map((row) => ({ memberId: MemberId.parse(row.id), since: row.joined_at }));
}

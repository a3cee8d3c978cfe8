import type { Balance } from '#app/loyalty/adjusting/adjustment.ts';
import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import type { AdjustmentRow } from './adjustment-rows.server.ts';

/** A line of a file as people look at it: of whom the points are by now, should she have been merged. */
export interface ListedRow extends AdjustmentRow {
  readonly customerId: CustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly balance: Balance;
  /** Points that were really given or taken; null until it was its turn. */
  readonly adjusted: number | null;
}

/** Where a page of lines is: right before or right behind a line; null for the first page. */
export interface RowWindow {
  readonly place: { readonly side: 'before' | 'after'; readonly line: number } | null;
  readonly limit: number;
}

interface Row {
  readonly line: number;
  readonly member_id: string;
  readonly customer_id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly points: string;
  readonly reason: string;
  readonly adjusted: string | null;
  readonly available: string;
  readonly owed: string;
}

/** A page of a file's lines, in the file's order. */
export async function listImportRows(
  sql: Sql,
  shopId: ShopId,
  importId: string,
  { place, limit }: RowWindow,
): Promise<ListedRow[]> {
  const isBefore = place?.side === 'before';
  const { rows } = await sql.query<Row>(
    `SELECT r.line, holder.id AS member_id, holder.customer_id, holder.first_name, holder.last_name, holder.email, r.points, r.reason,
       r.adjusted, a.available, a.owed
     FROM (
       SELECT * FROM adjustment_rows
       WHERE shop_id = $1 AND import_id = $2 AND line ${isBefore ? '<' : '>'} $3
       ORDER BY line ${isBefore ? 'DESC' : ''} LIMIT $4) AS r
     JOIN members named ON named.shop_id = $1 AND named.id = r.member_id
     JOIN members holder ON holder.shop_id = $1 AND holder.id = coalesce(named.merged_into, named.id)
     JOIN accounts a ON a.shop_id = $1 AND a.member_id = holder.id
     ORDER BY r.line`,
    [shopId, importId, place?.line ?? 0, limit],
  );
  return rows.map((row) => ({
    line: row.line,
    memberId: MemberId.parse(row.member_id),
    customerId: CustomerId.parse(row.customer_id),
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    points: Number(row.points),
    reason: row.reason,
    adjusted: row.adjusted === null ? null : Number(row.adjusted),
    balance: { available: Number(row.available), owed: Number(row.owed) },
  }));
}

/** The lines of a file above one that are about these members, in the file's order; `limit` of them at most. */
export async function listRowsAbove(
  sql: Sql,
  shopId: ShopId,
  importId: string,
  { line, memberIds, limit }: { line: number; memberIds: readonly MemberId[]; limit: number },
): Promise<Pick<AdjustmentRow, 'memberId' | 'points'>[]> {
  const { rows } = await sql.query<{ member_id: string; points: string }>(
    `WITH named AS (
       SELECT id, coalesce(merged_into, id) AS holder FROM members
       WHERE shop_id = $1 AND (id = ANY($4::bigint[]) OR merged_into = ANY($4::bigint[])))
     SELECT named.holder AS member_id, r.points FROM adjustment_rows r JOIN named ON named.id = r.member_id
     WHERE r.shop_id = $1 AND r.import_id = $2 AND r.line < $3 ORDER BY r.line LIMIT $5`,
    [shopId, importId, line, memberIds, limit],
  );
  return rows.map((row) => ({
    memberId: MemberId.parse(row.member_id),
    points: Number(row.points),
  }));
}

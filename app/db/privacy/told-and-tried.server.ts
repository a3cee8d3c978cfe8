import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { selvesOf } from '../members/selves.server.ts';

/** Something that a member was to be told. */
export interface NoticeRecord {
  readonly kind: string;
  readonly detail: unknown;
  readonly at: Date;
}

/** What a member was to be told, and whoever became her by merging, oldest first. */
export async function listNoticeRecords(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<NoticeRecord[]> {
  const { rows } = await sql.query<NoticeRecord>(
    `SELECT kind, detail, at FROM notices
     WHERE shop_id = $1 AND member_id = ANY(${selvesOf('= $2')}) ORDER BY id`,
    [shopId, memberId],
  );
  return rows;
}

/** Codes that a member has lately tried in vain. */
export interface CodeAttemptsRecord {
  readonly since: Date;
  readonly count: number;
}

/** How many codes a member has lately tried in vain; undefined for none. */
export async function findCodeAttemptsRecord(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<CodeAttemptsRecord | undefined> {
  const { rows } = await sql.query<CodeAttemptsRecord>(
    'SELECT since, count FROM code_attempts WHERE shop_id = $1 AND member_id = $2',
    [shopId, memberId],
  );
  return rows[0];
}

import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { AuditActor } from '../shops/audit-log.server.ts';
import type { Sql } from '../database.server.ts';
import { selvesOf } from '../members/selves.server.ts';

/** A perk that is used up for a period. */
export interface PerkUse {
  readonly memberId: MemberId;
  readonly perk: string;
  /** What it is called. */
  readonly name: string;
  /** Names the wish: a UUID. */
  readonly key: string;
  /** When the period began. */
  readonly periodStart: Date;
  readonly by: AuditActor;
}

/**
 * Notes that a perk was used, once a period, also where another one used it whom the member was merged with.
 * @returns false where it was used up already
 */
export async function notePerkUse(
  sql: Sql,
  shopId: ShopId,
  { memberId, perk, name, key, periodStart, by }: PerkUse,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO perk_uses (shop_id, member_id, perk, name, key, period_start, at, by)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8
     WHERE NOT EXISTS (SELECT FROM perk_uses WHERE shop_id = $1 AND member_id = ANY(${selvesOf('= $2')})
       AND perk = $3 AND period_start = $6 AND undone_at IS NULL)
     ON CONFLICT DO NOTHING`,
    [shopId, memberId, perk, name, key, periodStart, now, by],
  );
  return rowCount === 1;
}

/** A use that was noted, whether it stands or not. */
export interface FoundPerkUse {
  /** As a decimal string. */
  readonly id: string;
  readonly perk: string;
  readonly periodStart: Date;
  readonly at: Date;
  readonly isUndone: boolean;
}

const COLUMNS = `id, perk, period_start AS "periodStart", at, undone_at IS NOT NULL AS "isUndone"`;

/** Which use is meant: by what the wish was named, or by its id. */
export type PerkUseName = { readonly key: string } | { readonly id: string };

/** Looks up a use by a member, or by those who became her by merging; undefined where there is none. */
export async function findPerkUse(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  name: PerkUseName,
): Promise<FoundPerkUse | undefined> {
  const [column, value] = 'key' in name ? ['key', name.key] : ['id', name.id];
  const { rows } = await sql.query<FoundPerkUse>(
    `SELECT ${COLUMNS} FROM perk_uses
     WHERE shop_id = $1 AND ${column} = $3 AND member_id = ANY(${selvesOf('= $2')})`,
    [shopId, memberId, value],
  );
  return rows[0];
}

/** Notes that a perk was not used after all. Call it under the member's lock. */
export async function undoPerkUse(
  sql: Sql,
  shopId: ShopId,
  { id, by }: { readonly id: string; readonly by: AuditActor },
  now: Date,
): Promise<void> {
  await sql.query(
    'UPDATE perk_uses SET undone_at = $3, undone_by = $4 WHERE shop_id = $1 AND id = $2 AND undone_at IS NULL',
    [shopId, id, now, by],
  );
}

/** The last use of each perk by a member, and by those who became her by merging, that was not undone. */
export async function listLastPerkUses(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<FoundPerkUse[]> {
  const { rows } = await sql.query<FoundPerkUse>(
    `SELECT DISTINCT ON (perk) ${COLUMNS} FROM perk_uses
     WHERE shop_id = $1 AND member_id = ANY(${selvesOf('= $2')}) AND undone_at IS NULL
     ORDER BY perk, period_start DESC, id DESC`,
    [shopId, memberId],
  );
  return rows;
}

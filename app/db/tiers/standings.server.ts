import { MemberId, ShopId } from '#app/loyalty/ids.ts';
import type { StoredStanding } from '#app/loyalty/tiers/assessment.ts';

import type { Sql } from '../database.server.ts';

/** The first of the two numbers that name an advisory lock: which kind it is. */
const ASSESSING = 0x4571;

/**
 * Waits until nobody else assesses members of a shop, and keeps it so until the transaction ends: of two who do, the one
 * with the older view would have the last word. Facts that are posted meanwhile ask for another assessment.
 */
export async function lockForAssessing(sql: Sql, shopId: ShopId): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1, hashint8($2::bigint))', [ASSESSING, shopId]);
}

/** Where members stood when they were assessed last; who never was is left out. */
export async function readStandings(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly string[],
): Promise<Map<MemberId, StoredStanding>> {
  const { rows } = await sql.query<Row>(
    `SELECT member_id, tier, since, next_assessment_at, measured, missing_to_keep, next_tier, missing_to_next,
       is_by_hand, due_at
     FROM standings WHERE shop_id = $1 AND member_id = ANY($2::bigint[])`,
    [shopId, memberIds],
  );
  return new Map(rows.map((row) => [MemberId.parse(row.member_id), toStanding(row)]));
}

interface Row {
  readonly member_id: string;
  readonly tier: string | null;
  readonly since: Date | null;
  readonly next_assessment_at: Date | null;
  readonly measured: string;
  readonly missing_to_keep: string;
  readonly next_tier: string | null;
  readonly missing_to_next: string | null;
  readonly is_by_hand: boolean;
  readonly due_at: Date | null;
}

function toStanding(row: Row): StoredStanding {
  return {
    tier: row.tier,
    since: row.since?.getTime() ?? null,
    nextAssessmentAt: row.next_assessment_at?.getTime() ?? null,
    measured: Number(row.measured),
    missingToKeep: Number(row.missing_to_keep),
    nextTier: row.next_tier,
    missingToNext: row.missing_to_next === null ? null : Number(row.missing_to_next),
    isByHand: row.is_by_hand,
    dueAt: row.due_at?.getTime() ?? null,
  };
}

/** Writes down where members stand now. What is as it was is not written again. */
export async function saveStandings(
  sql: Sql,
  shopId: ShopId,
  standings: ReadonlyMap<MemberId, StoredStanding>,
  now: Date,
): Promise<void> {
  if (standings.size === 0) return;
  const all = [...standings.values()];
  const column = <Value>(read: (standing: StoredStanding) => Value) => all.map(read);
  const times = (read: (standing: StoredStanding) => number | null) =>
    column((each) => toDate(read(each)));
  await sql.query(
    `INSERT INTO standings (shop_id, member_id, tier, since, next_assessment_at, measured, missing_to_keep, next_tier,
       missing_to_next, is_by_hand, due_at, assessed_at)
     SELECT $1, given.*, $12 FROM unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[],
       $7::bigint[], $8::text[], $9::bigint[], $10::boolean[], $11::timestamptz[]) AS given
     ON CONFLICT (shop_id, member_id) DO UPDATE SET tier = excluded.tier, since = excluded.since,
       next_assessment_at = excluded.next_assessment_at, measured = excluded.measured,
       missing_to_keep = excluded.missing_to_keep, next_tier = excluded.next_tier,
       missing_to_next = excluded.missing_to_next, is_by_hand = excluded.is_by_hand, due_at = excluded.due_at,
       assessed_at = excluded.assessed_at`,
    [
      shopId,
      [...standings.keys()],
      column((each) => each.tier),
      times((each) => each.since),
      times((each) => each.nextAssessmentAt),
      column((each) => each.measured),
      column((each) => each.missingToKeep),
      column((each) => each.nextTier),
      column((each) => each.missingToNext),
      column((each) => each.isByHand),
      times((each) => each.dueAt),
      now,
    ],
  );
}

function toDate(time: number | null): Date | null {
  return time === null ? null : new Date(time);
}

/** Members of whom the calendar alone changes something by now, those first who have waited longest. */
export async function listDueMembers(
  sql: Sql,
  shopId: ShopId,
  now: Date,
  limit: number,
): Promise<MemberId[]> {
  const { rows } = await sql.query<{ member_id: string }>(
    `SELECT member_id FROM standings WHERE shop_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3`,
    [shopId, now, limit],
  );
  return rows.map((row) => MemberId.parse(row.member_id));
}

/** Nothing becomes due of members whom nobody assesses: who are others' aliases by now, or were redacted. */
export async function forgetDueDates(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<void> {
  if (memberIds.length === 0) return;
  await sql.query(
    `UPDATE standings SET due_at = NULL WHERE shop_id = $1 AND member_id = ANY($2::bigint[])`,
    [shopId, memberIds],
  );
}

/** Shops that have the app and in which somebody is to be assessed. */
export async function listShopsWithDueMembers(sql: Sql, now: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM shops WHERE uninstalled_at IS NULL
       AND EXISTS (SELECT FROM standings WHERE shop_id = shops.id AND due_at <= $1)`,
    [now],
  );
  return rows.map((row) => ShopId.parse(row.id));
}

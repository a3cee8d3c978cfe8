import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Rewards that a member was given for challenges. */
export interface GivenPrizes {
  /** How many of each reward, by challenge. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The highest number that a prize of a challenge has, by challenge. */
  readonly highest: ReadonlyMap<string, number>;
}

/**
 * Which rewards members were given for challenges, with those that were given to whom she was merged with.
 * @returns by member; nothing of whom was given none
 */
export async function listGivenPrizes(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, GivenPrizes>> {
  const { rows } = await sql.query<PrizeRow>(
    `SELECT member_id, split_part(cause_id, ':', 1) AS challenge, reward_key, count(*)::int AS count,
       max(split_part(cause_id, ':', 3)::bigint) AS highest
     FROM redemptions
     WHERE shop_id = $1 AND member_id = ANY($2::bigint[]) AND cause_kind = 'challenge'
     GROUP BY member_id, split_part(cause_id, ':', 1), reward_key`,
    [shopId, memberIds],
  );
  const byMember = Map.groupBy(rows, ({ member_id: memberId }) => memberId);
  return new Map([...byMember].map(([memberId, own]) => [memberId, givenOf(own)]));
}

interface PrizeRow {
  readonly member_id: MemberId;
  readonly challenge: string;
  readonly reward_key: string;
  readonly count: number;
  readonly highest: string;
}

function givenOf(rows: readonly PrizeRow[]): GivenPrizes {
  const byChallenge = [...Map.groupBy(rows, ({ challenge }) => challenge)];
  return {
    counts: new Map(
      byChallenge.map(([challenge, own]) => [
        challenge,
        new Map(own.map((row) => [row.reward_key, row.count])),
      ]),
    ),
    highest: new Map(
      byChallenge.map(([challenge, own]) => [
        challenge,
        Math.max(...own.map((row) => Number(row.highest))),
      ]),
    ),
  };
}

import { BASE_RULE, type Mark } from '#app/loyalty/orders/mark.ts';
import { type CustomerId, type MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';
import type { HistoryReach } from '#app/loyalty/history/history-reach.ts';

import type { Sql } from '../database.server.ts';
import { type ChainStart, placesOf } from './order-chain.server.ts';

/** A place before which a member's orders are summed, and how. */
export interface SummedBefore extends ChainStart {
  readonly reach: HistoryReach;
}

/** Several orders as one mark, in a history before all of which it is asked. */
export interface SumMark extends Mark {
  readonly memberId: MemberId;
}

interface SumRow {
  readonly member_id: MemberId;
  readonly track: CustomerId;
  readonly stretch: number;
  readonly at: number;
  readonly orders: string;
  readonly points: string;
  readonly counted: string;
  /** Of those that earned by the base rule alone. */
  readonly plain_times: string;
  readonly plain_points: string;
}

interface RuleRow {
  readonly member_id: MemberId;
  readonly track: CustomerId;
  readonly stretch: number;
  readonly rule: string;
  readonly times: string;
  readonly points: string;
}

const SUMMED = `
WITH given AS MATERIALIZED (
  SELECT member_id, at, order_id, since, cuts::timestamptz[] AS cuts
  FROM unnest($2::bigint[], $3::timestamptz[], $4::bigint[], $5::timestamptz[], $6::text[]) AS given (member_id, at, order_id, since, cuts)
), summed AS (
  SELECT given.member_id, o.* FROM given CROSS JOIN LATERAL (
    SELECT track, width_bucket(chain_at, given.cuts) AS stretch, chain_at, settled_points AS points,
      coalesce((mark ->> 'counted')::bigint, 0) AS counted, mark -> 'rules' AS rules
    FROM orders WHERE shop_id = $1 AND member_id = given.member_id AND chain_at >= given.since
      AND (chain_at, orders.order_id) < (given.at, given.order_id)
  ) AS o
)`;

const SUMS = `${SUMMED}
SELECT member_id, track, stretch, round(date_part('epoch', min(chain_at)) * 1000) AS at, count(*) AS orders,
  sum(points) AS points, sum(counted) AS counted, count(*) FILTER (WHERE rules IS NULL AND points > 0) AS plain_times,
  coalesce(sum(points) FILTER (WHERE rules IS NULL), 0) AS plain_points
FROM summed WHERE points > 0 OR counted > 0 GROUP BY member_id, track, stretch`;

const RULES = `${SUMMED}
SELECT member_id, track, stretch, rule, sum((given ->> 'times')::int) AS times, sum((given ->> 'points')::bigint) AS points
FROM summed, jsonb_each(rules) AS each (rule, given) GROUP BY member_id, track, stretch, rule`;

/**
 * What members' orders before places came to, in as few marks as tell all that is asked of them. Call it under the members'
 * locks.
 * @param starts none with another member
 */
export async function sumHistories(
  sql: Sql,
  shopId: ShopId,
  starts: readonly SummedBefore[],
): Promise<SumMark[]> {
  if (starts.length === 0) return [];
  const given = [
    shopId,
    starts.map((start) => start.memberId),
    ...placesOf(starts),
    ...sinceOf(starts),
  ];
  const sums = await sql.query<SumRow>(SUMS, given);
  // Orders that earned by the base rule alone keep no word on rules.
  const rules = starts.some(({ reach }) => reach.asksForRules)
    ? (await sql.query<RuleRow>(RULES, given)).rows
    : [];
  const rulesOf = Map.groupBy(rules, keyOf);
  return sums.rows.map((row) => toMark(row, rulesOf.get(keyOf(row)) ?? []));
}

function sinceOf(starts: readonly SummedBefore[]): [since: string[], cuts: string[]] {
  const iso = (moment: number) => new Date(moment).toISOString();
  return [
    starts.map(({ reach: { from } }) => (from === -Infinity ? '-infinity' : iso(from))),
    starts.map(({ reach: { cuts } }) => `{${cuts.map(iso).join()}}`),
  ];
}

function keyOf({ member_id, track, stretch }: RuleRow | SumRow): string {
  return `${member_id} ${track} ${stretch}`;
}

/** Before any order of the same moment. */
const FIRST_OF_A_MOMENT = OrderId.parse('1');

function toMark(row: SumRow, rules: readonly RuleRow[]): SumMark {
  const given: Record<string, { times: number; points: number }> = {};
  for (const { rule, times, points } of rules) {
    given[rule] = { times: Number(times), points: Number(points) };
  }
  const base = given[BASE_RULE] ?? { times: 0, points: 0 };
  const times = base.times + Number(row.plain_times);
  const points = base.points + Number(row.plain_points);
  if (times > 0) given[BASE_RULE] = { times, points };
  return {
    kind: 'order',
    memberId: row.member_id,
    track: row.track,
    at: row.at,
    orderId: FIRST_OF_A_MOMENT,
    orders: Number(row.orders),
    points: Number(row.points),
    counted: Number(row.counted),
    rules: given,
    challenges: {},
  };
}

import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import {
  type NewRedemption,
  type Redemption,
  REDEMPTION_COLUMNS,
  type RedemptionCause,
  type RedemptionRow,
  type RewardKind,
  toRedemption,
} from './redemption.server.ts';

/** What may change of a redemption. */
export type RedemptionChange = Partial<
  Pick<
    Redemption,
    | 'state'
    | 'amount'
    | 'currency'
    | 'code'
    | 'discountId'
    | 'validUntil'
    | 'orderId'
    | 'returnedOrderId'
    | 'problem'
    | 'attempts'
    | 'retryAt'
  >
>;

/** Takes ids for redemptions that are to be noted. */
export async function takeRedemptionIds(sql: Sql, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await sql.query<{ id: string }>({
    name: 'take-redemption-ids',
    text: `SELECT nextval('redemptions_id_seq') AS id FROM generate_series(1, $1)`,
    values: [count],
  });
  return rows.map(({ id }) => id);
}

/** Notes redemptions, in the transaction that holds or spends their points, under their members' locks. */
export async function noteRedemptions(
  sql: Sql,
  shopId: ShopId,
  redemptions: readonly NewRedemption[],
  now: Date,
): Promise<void> {
  if (redemptions.length === 0) return;
  const column = <Value>(read: (redemption: NewRedemption) => Value) => redemptions.map(read);
  await sql.query({
    name: 'note-redemptions',
    text: `INSERT INTO redemptions (shop_id, created_at, changed_at, id, member_id, reward_key, program_version, kind, points,
       amount, currency, choice, state, code, discount_id, valid_until, retry_at, cause_kind, cause_id)
     SELECT $1, $2, $2, given.* FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::int[], $7::text[], $8::bigint[],
       $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::timestamptz[],
       $16::timestamptz[], $17::text[], $18::text[]) AS given`,
    values: [
      shopId,
      now,
      column(({ id }) => id),
      column(({ memberId }) => memberId),
      column(({ rewardKey }) => rewardKey),
      column(({ programVersion }) => programVersion),
      column(({ kind }) => kind),
      column(({ points }) => points),
      column(({ amount }) => amount),
      column(({ currency }) => currency),
      column(({ choice }) => choice),
      column(({ state }) => state),
      column(({ code }) => code),
      column(({ discountId }) => discountId),
      column(({ validUntil }) => validUntil),
      column(({ retryAt }) => retryAt),
      column(({ cause }) => cause.kind),
      column(({ cause }) => cause.id),
    ],
  });
}

/** A redemption without a lock, or null. */
export async function findRedemption(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<Redemption | null> {
  const { rows } = await sql.query<RedemptionRow>(
    `SELECT ${REDEMPTION_COLUMNS} FROM redemptions WHERE shop_id = $1 AND id = $2`,
    [shopId, id],
  );
  return rows[0] ? toRedemption(rows[0]) : null;
}

/**
 * Locks a redemption until the transaction ends. Lock its member's account first (`lockAccounts`) where points are to
 * move.
 */
export async function lockRedemption(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<Redemption | null> {
  const { rows } = await sql.query<RedemptionRow>(
    `SELECT ${REDEMPTION_COLUMNS} FROM redemptions WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [shopId, id],
  );
  return rows[0] ? toRedemption(rows[0]) : null;
}

/** The columns by their names in the domain. */
const CHANGEABLE: readonly (readonly [keyof RedemptionChange, string])[] = [
  ['state', 'state'],
  ['amount', 'amount'],
  ['currency', 'currency'],
  ['code', 'code'],
  ['discountId', 'discount_id'],
  ['validUntil', 'valid_until'],
  ['orderId', 'order_id'],
  ['returnedOrderId', 'returned_order_id'],
  ['problem', 'problem'],
  ['attempts', 'attempts'],
  ['retryAt', 'retry_at'],
];

/** Changes what is named of a redemption that this transaction has locked, and leaves the rest. */
export async function changeRedemption(
  sql: Sql,
  shopId: ShopId,
  id: string,
  change: RedemptionChange,
  now: Date,
): Promise<void> {
  const named = CHANGEABLE.filter(([name]) => change[name] !== undefined);
  const settings = named.map(([, column], index) => `${column} = $${index + 4}`);
  await sql.query(
    `UPDATE redemptions SET ${['changed_at = $3', ...settings].join(', ')} WHERE shop_id = $1 AND id = $2`,
    [shopId, id, now, ...named.map(([name]) => change[name])],
  );
}

/** Which redemptions are to be looked at. */
export interface DueRedemptions {
  readonly kinds: readonly RewardKind[];
  /** What is under way. One page is of one state, so that many who wait for one thing never hide who waits for another. */
  readonly state: 'pending' | 'cancelling' | 'ready';
  readonly now: Date;
  readonly limit: number;
}

/**
 * Redemptions of which something is under way and due, those first that have waited longest, without a lock.
 */
export async function listDueRedemptions(
  sql: Sql,
  shopId: ShopId,
  { kinds, state, now, limit }: DueRedemptions,
): Promise<Redemption[]> {
  const { rows } = await sql.query<RedemptionRow>(
    `SELECT ${REDEMPTION_COLUMNS} FROM redemptions
     WHERE shop_id = $1 AND retry_at <= $2 AND kind = ANY($3::text[]) AND state = $4 ORDER BY retry_at, id LIMIT $5`,
    [shopId, now, kinds, state, limit],
  );
  return rows.map(toRedemption);
}

/** Remembers the code that a redemption has lost, under its lock, before it gets another. */
export async function rememberLostCode(sql: Sql, shopId: ShopId, id: string): Promise<void> {
  await sql.query(
    `UPDATE redemptions SET former_codes = array_append(former_codes, code)
     WHERE shop_id = $1 AND id = $2 AND code IS NOT NULL`,
    [shopId, id],
  );
}

/**
 * Puts off what is under way with a redemption, after a try in vain. Nothing else of it is touched, and where nothing is
 * under way, nothing at all.
 */
export async function putOffRedemption(
  sql: Sql,
  shopId: ShopId,
  id: string,
  retryAt: Date,
): Promise<void> {
  await sql.query(
    `UPDATE redemptions SET attempts = attempts + 1, retry_at = $3
     WHERE shop_id = $1 AND id = $2 AND state IN ('pending', 'cancelling', 'ready')`,
    [shopId, id, retryAt],
  );
}

/** Redemptions by what they were asked for by, as far as there are any. */
export async function findByCauses(
  sql: Sql,
  shopId: ShopId,
  causes: readonly RedemptionCause[],
): Promise<Redemption[]> {
  const { rows } = await sql.query<RedemptionRow>({
    name: 'find-redemptions-by-causes',
    text: `SELECT ${REDEMPTION_COLUMNS} FROM redemptions
     JOIN unnest($2::text[], $3::text[]) AS asked (cause_kind, cause_id) USING (cause_kind, cause_id)
     WHERE shop_id = $1`,
    values: [shopId, causes.map(({ kind }) => kind), causes.map(({ id }) => id)],
  });
  return rows.map(toRedemption);
}

/**
 * Has redemptions expire whose time is over: what has not been used by then is lost, and so are its points.
 * @returns how many
 */
export async function expireRedemptions(
  sql: Sql,
  shopId: ShopId,
  kinds: readonly RewardKind[],
  now: Date,
): Promise<number> {
  const { rowCount } = await sql.query(
    `UPDATE redemptions SET state = 'expired', changed_at = $2, retry_at = NULL
     WHERE shop_id = $1 AND state = 'ready' AND valid_until <= $2 AND kind = ANY($3::text[]) AND NOT order_changed`,
    [shopId, now, kinds],
  );
  return rowCount ?? 0;
}

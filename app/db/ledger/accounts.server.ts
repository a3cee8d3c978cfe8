import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A member's balances, read under the member's lock. */
export interface LockedAccount {
  readonly memberId: MemberId;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly owed: number;
}

/**
 * Locks members' accounts by id until the transaction ends. Every path that changes balances locks the members
 * first and in this order, so no two transactions can wait for each other in a circle.
 */
export async function lockAccounts(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, LockedAccount>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql.query<
    Record<'member_id' | 'pending' | 'available' | 'held' | 'owed', string>
  >({
    name: 'lock-accounts',
    text: `SELECT member_id, pending, available, held, owed FROM accounts
     WHERE shop_id = $1 AND member_id = ANY($2::bigint[]) ORDER BY member_id FOR UPDATE`,
    values: [shopId, memberIds],
  });
  return new Map(
    rows.map((row) => {
      const memberId = MemberId.parse(row.member_id);
      const { pending, available, held, owed } = row;
      const balances = {
        pending: Number(pending),
        available: Number(available),
        held: Number(held),
        owed: Number(owed),
      };
      return [memberId, { memberId, ...balances }];
    }),
  );
}

import type { Database } from '#app/db/database.server.ts';

/** A transfer, seen from the member's side. */
export interface LedgerTransfer {
  readonly orderId: string;
  readonly customerId: string;
  /** The member's account that it changes: `available`, or `owed` for what is owed. */
  readonly account: string;
  /** By how much the account's balance changes, in points. */
  readonly amount: number;
  /** `earned`, `taken_back_own`, `taken_back_other`, `taken_back_owed`, `debt_repaid` */
  readonly kind: string;
}

export interface LedgerBalances {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
}

/** Accounts of a member; the others are the shop's side. */
const MEMBERS_OWN = ['pending', 'available', 'held', 'owed'];

/** The transfers of the only shop there is, in the order of their posting. */
export async function readTransfers(database: Database): Promise<LedgerTransfer[]> {
  const { rows } = await database.pool.query<{
    cause_id: string;
    customer_id: string;
    source: string;
    destination: string;
    amount: string;
    movement: string;
  }>(
    `SELECT t.cause_id, m.customer_id, t.source, t.destination, t.amount, t.receipt ->> 'movement' AS movement
     FROM transfers t JOIN members m ON m.shop_id = t.shop_id AND m.id = t.member_id ORDER BY t.id`,
  );
  return rows.map((row) => {
    const account = MEMBERS_OWN.includes(row.source) ? row.source : row.destination;
    // Points that come in are a debt less where the account is what is owed.
    const comesIn = account === row.destination;
    const grows = account === 'owed' ? !comesIn : comesIn;
    const amount = Number(row.amount);
    return {
      orderId: row.cause_id,
      customerId: row.customer_id,
      account,
      amount: grows ? amount : -amount,
      kind: row.movement,
    };
  });
}

/** What each member has, by customer id. */
export async function readBalances(database: Database): Promise<Record<string, LedgerBalances>> {
  const { rows } = await database.pool.query<Record<string, string>>(
    `SELECT m.customer_id, a.available, a.pending, a.held, a.owed
     FROM members m JOIN accounts a ON a.shop_id = m.shop_id AND a.member_id = m.id ORDER BY m.customer_id`,
  );
  return Object.fromEntries(
    rows.map((row) => [
      row['customer_id'] ?? '',
      {
        available: Number(row['available']),
        pending: Number(row['pending']),
        held: Number(row['held']),
        owed: Number(row['owed']),
      },
    ]),
  );
}

/** How many deliveries are in which state, and what could not be understood, by delivery id. */
export async function readInbox(database: Database) {
  const { rows } = await database.pool.query<{
    delivery_id: string;
    state: string;
    reason: string | null;
  }>('SELECT delivery_id, state, reason FROM inbox ORDER BY id');
  return rows.map((row) => ({ deliveryId: row.delivery_id, state: row.state, reason: row.reason }));
}

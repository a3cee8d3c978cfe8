import type pg from 'pg';

import type { Database } from '#app/db/database.server.ts';

import { anyMember, type Population } from './members.ts';

/** A transfer's row as an award writes it. */
const INSERT = `INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id,
    ordinal, leg, receipt, occurred_at, posted_at)
  VALUES ($1, $2, 'issued', 'available', $3, 1, 'award', $4, 0, 0, $5, $6, $6)`;
const UPDATE = `UPDATE accounts SET available = available + $3, earned = earned + $3
  WHERE shop_id = $1 AND member_id = $2`;

const POINTS = 10;
const RECEIPT = JSON.stringify({
  movement: 'earned',
  because: { kind: 'award', reason: 'A benchmark', points: POINTS },
});

/**
 * The least that a ledger in Node with one transfer a commit could be: the row and the balance, by two prepared
 * statements in one transaction. No lot, no cause, no effect, no job; nothing is checked.
 */
export function createFloor({ pool }: Database, population: Population): () => Promise<number> {
  const run = `floor-${Date.now()}`;
  let number = 0;
  return async () => {
    number += 1;
    const id = `${run}-${number}`;
    const client = await pool.connect();
    try {
      await transfer(client, population, id);
    } finally {
      client.release();
    }
    return 1;
  };
}

async function transfer(client: pg.PoolClient, population: Population, id: string): Promise<void> {
  const to = [population.shop.id, anyMember(population), POINTS];
  await client.query('BEGIN');
  await client.query({
    name: 'floor-insert',
    text: INSERT,
    values: [...to, id, RECEIPT, new Date()],
  });
  await client.query({ name: 'floor-update', text: UPDATE, values: to });
  await client.query('COMMIT');
}

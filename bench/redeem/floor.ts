import type { Database } from '#app/db/database.server.ts';
import { anyMember, type Population } from '#bench/ledger/members.ts';

const CLAIM = `UPDATE floor_codes SET claimed = true WHERE code = (
    SELECT code FROM floor_codes WHERE NOT claimed ORDER BY code LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING code`;
const INSERT = 'INSERT INTO floor_redemptions (member_id, code, at) VALUES ($1, $2, $3)';

/**
 * The least that giving out codes could be: a row is claimed and another written, by two prepared statements in one
 * transaction. No points, no conditions, no cause; nothing is checked.
 * @param codes how many there are
 */
export async function createFloor(
  { pool }: Database,
  population: Population,
  codes: number,
): Promise<() => Promise<number>> {
  await pool.query('CREATE TABLE floor_codes (code text PRIMARY KEY, claimed boolean NOT NULL)');
  await pool.query('CREATE INDEX ON floor_codes (code) WHERE NOT claimed');
  await pool.query(
    `CREATE TABLE floor_redemptions (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member_id bigint, code text, at timestamptz)`,
  );
  await pool.query(
    `INSERT INTO floor_codes SELECT 'BENCH-' || number, false FROM generate_series(1, $1) AS number`,
    [codes],
  );
  await pool.query('VACUUM ANALYZE floor_codes');
  return async () => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ code: string }>({ name: 'floor-claim', text: CLAIM });
      const values = [anyMember(population), rows[0]?.code, new Date()];
      await client.query({ name: 'floor-insert', text: INSERT, values });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    return 1;
  };
}

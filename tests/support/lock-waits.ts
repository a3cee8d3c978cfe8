import type { Database } from '#app/db/database.server.ts';

/** @returns how many of this database's connections wait for a lock that is on no row */
export async function countLockWaits({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE d.datname = current_database() AND locktype = 'advisory' AND NOT granted`,
  );
  return rows[0]?.count ?? 0;
}

import type { Database } from '#app/db/database.server.ts';

/** Where a text was found: the table, and the row as text. */
export interface Trace {
  readonly table: string;
  readonly row: string;
}

/**
 * Looks for texts in every row of every table of the database, the queue's private ones included: whatever a column's
 * type, it is read as text, raw bytes as the text that they are. Upper and lower case are the same.
 */
export async function findEverywhere(
  database: Database,
  texts: readonly string[],
): Promise<Trace[]> {
  const { rows: tables } = await database.pool.query<{ name: string; columns: string[] }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name,
       array_agg(CASE WHEN data_type = 'bytea' THEN format('encode(%I, ''escape'')', column_name)
                      ELSE format('%I::text', column_name) END) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
     GROUP BY table_schema, table_name`,
  );
  const traces: Trace[] = [];
  for (const { name, columns } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(
      `SELECT row FROM (SELECT concat_ws(' | ', ${columns.join(', ')}) AS row FROM ${name}) AS written
       WHERE EXISTS (SELECT FROM unnest($1::text[]) AS wanted WHERE position(lower(wanted) IN lower(row)) > 0)`,
      [texts],
    );
    traces.push(...rows.map(({ row }) => ({ table: name, row })));
  }
  return traces;
}

/** In how many rows of every table a shop's id stands in the column that says whose the row is. */
export async function countRowsOfShop(
  database: Database,
  shopId: string,
): Promise<Record<string, number>> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'shop_id'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rowCount } = await database.pool.query(`SELECT FROM ${name} WHERE shop_id = $1`, [
      shopId,
    ]);
    if (rowCount) counts[name] = rowCount;
  }
  return counts;
}

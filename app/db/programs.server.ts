import { Program, type ProgramVersion } from '#app/loyalty/program.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from './database.server.ts';

/** All published versions of a shop's program, oldest first. */
export async function listProgramVersions(sql: Sql, shopId: ShopId): Promise<ProgramVersion[]> {
  const { rows } = await sql.query<{ version: number; document: unknown; in_force_from: Date }>(
    `SELECT version, document, in_force_from FROM program_versions WHERE shop_id = $1 ORDER BY version`,
    [shopId],
  );
  return rows.map((row) => ({
    version: row.version,
    inForceFrom: row.in_force_from,
    program: Program.parse(row.document),
  }));
}

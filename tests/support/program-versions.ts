import type { Database } from '#app/db/database.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { Program, ProgramVersion } from '#app/loyalty/program/program.ts';
import {
  type PublishOutcome,
  publishProgram,
} from '#app/usecases/programs/publish-program.server.ts';

import { testServices } from './services.ts';

/** The member of staff who does everything in these tests. */
export const staffUserId = '42';

/** A clock that a test sets. */
export class SettableClock {
  time: Date;
  constructor(iso: string) {
    this.time = new Date(iso);
  }
  now(): Date {
    return this.time;
  }
  set(iso: string): void {
    this.time = new Date(iso);
  }
}

/** The first program, but for how many points a euro is worth. */
export function worth(points: number): Program {
  const program = firstProgram();
  const order = {
    ...program.earning.order,
    earns: { kind: 'per_amount', points, amount: 1 },
  } as const;
  return { ...program, earning: { ...program.earning, order } };
}

/** Publishes a document, at once unless it says when. */
export function publish(
  database: Database,
  clock: SettableClock,
  shop: Shop,
  document: unknown,
  begins: Date | 'now' = 'now',
): Promise<PublishOutcome> {
  const source = { kind: 'document', document } as const;
  return publishProgram(testServices(database, { clock }), shop, {
    staffUserId,
    source,
    begins,
    note: null,
  });
}

/** Which version judged each order of a shop, by the order's id; as its newest receipt says. */
export async function judgedBy(
  database: Database,
  shop: Shop,
): Promise<Map<string, number | null>> {
  const { rows } = await database.pool.query<{ order_id: string; version: number | null }>(
    `SELECT order_id, (receipt ->> 'programVersion')::integer AS version FROM orders WHERE shop_id = $1`,
    [shop.id],
  );
  return new Map(rows.map((row) => [row.order_id, row.version]));
}

/**
 * The version in force at a moment, found the slow way: all that were not withdrawn are put into the order in which
 * they begin, and the last one counts that has begun.
 */
export async function inForceBySorting(
  database: Database,
  shop: Shop,
  moment: Date,
): Promise<number | null> {
  const versions: ProgramVersion[] = await listProgramVersions(database.pool, shop.id);
  const begun = versions
    .toSorted((a, b) => a.version - b.version)
    .toSorted((a, b) => a.inForceFrom.getTime() - b.inForceFrom.getTime())
    .filter((version) => version.inForceFrom <= moment);
  return begun.at(-1)?.version ?? null;
}

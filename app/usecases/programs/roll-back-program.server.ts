import { inTransaction } from '#app/db/database.server.ts';
import { findProgram, listStoredVersions } from '#app/db/programs/program-versions.server.ts';
import { lockAgainstJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { ProgramProblem } from '#app/loyalty/program/program-problems.ts';
import { statesAt } from '#app/loyalty/program/program-schedule.ts';

import {
  inSchedule,
  type Published,
  publishVersion,
  type RefusedStart,
} from './publish-version.server.ts';
import type { Services } from '../services.server.ts';
import { readNote } from './version-note.server.ts';

/** What a wish to roll back came to. */
export type RollBackOutcome =
  | Published
  | RefusedStart
  | { readonly outcome: 'unknown' | 'in_force_already' }
  /** Of the note. */
  | { readonly outcome: 'invalid'; readonly problems: readonly ProgramProblem[] };

/**
 * Publishes what another version says as a new version, at once. Versions are immutable, so nothing is taken back: what
 * was placed under the version before stays judged by it, and scheduled versions begin at their time all the same. What
 * was published once is not validated again: a rollback is for when something is wrong now.
 */
export async function rollBackProgram(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  request: { readonly staffUserId: string; readonly version: number; readonly note: string | null },
): Promise<RollBackOutcome> {
  const note = readNote(request.note);
  if (!note.ok) return { outcome: 'invalid', problems: note.problems };
  return inTransaction(database, async (sql) => {
    await lockAgainstJudging(sql, shop.id);
    const now = clock.now();
    const versions = (await listStoredVersions(sql, shop.id)).map(inSchedule);
    const state = statesAt(versions, now).get(request.version);
    if (state === 'in_force') return { outcome: 'in_force_already' };
    const program = state && (await findProgram(sql, shop.id, request.version));
    if (!program) return { outcome: 'unknown' };
    const { staffUserId } = request;
    const origin = { action: 'program.rolled_back', detail: { backTo: request.version } } as const;
    const publication = { staffUserId, program, begins: 'now', note: note.text, origin } as const;
    return publishVersion(sql, shop, publication, now);
  });
}

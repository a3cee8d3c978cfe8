import {
  type ComingExpiry,
  listComingExpiries,
  listMembersLosingPoints,
} from '#app/db/ledger/coming-expiries.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { listShopsToWarn, noteWarned } from '#app/db/ledger/expiry-warnings.server.ts';
import { askForJob } from '#app/db/queue/jobs.server.ts';
import { type Notice, noteNotices } from '#app/db/shops/notices.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { dueWarning } from '#app/loyalty/ledger/expiry-warnings.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';

import type { Services } from '../services.server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** One on which clocks are set back. */
const LONGEST_DAY_MS = DAY_MS + 3 * 60 * 60 * 1000;

/** Members looked at in one transaction. */
const BATCH_SIZE = 1_000;

const WARNING = { task: 'warn-of-expiry', queue: 'warnings' } as const;

/** Asks for the job that warns the members of each shop, where a day has passed since it did so last. */
export async function askForDueWarnings({
  database,
  clock,
}: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const yesterday = new Date(clock.now().getTime() - DAY_MS);
  for (const shopId of await listShopsToWarn(database.pool, yesterday)) {
    await askForJob(database.pool, { ...WARNING, shopId, afterMs: 0 });
  }
}

/**
 * Notes for every member what she is to be told of points that expire soon, by the day on which they do and as the
 * version in force says how long before. A warning that was given is not given again, so a job that was broken off is
 * simply done once more.
 * @param signal that the process is to end: the rest is another job's
 * @returns how many warnings were new
 */
export async function warnOfExpiry(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<number> {
  const now = clock.now();
  const versions = await listProgramVersions(database.pool, shopId);
  const warnings = versionInForce(versions, now)?.program.earning.expiryWarnings ?? [];
  const until = new Date(now.getTime() + Math.max(0, ...warnings) * DAY_MS);
  // She is told once of a day, so of all that is lost on it, also where the rest is lost later than the first.
  const daysEnd = new Date(until.getTime() + LONGEST_DAY_MS);
  let total = 0;
  let after = '0';
  for (;;) {
    const page = { now, until, after };
    const memberIds = await listMembersLosingPoints(database.pool, shopId, page, BATCH_SIZE);
    const last = memberIds.at(-1);
    if (last === undefined) break;
    total += await inTransaction(database, async (sql) => {
      const coming = await listComingExpiries(sql, shopId, memberIds, { now, until: daysEnd });
      const notices = coming.flatMap((each) => noticeOf(each, now, warnings));
      return (await noteNotices(sql, shopId, notices, now)).length;
    });
    after = last;
    if (signal?.aborted) {
      await askForJob(database.pool, { ...WARNING, shopId, afterMs: 0 });
      return total;
    }
  }
  await noteWarned(database.pool, shopId, now);
  return total;
}

function noticeOf(
  { memberId, points, on, expiresAt }: ComingExpiry,
  now: Date,
  warnings: readonly number[],
): Notice[] {
  const days = dueWarning(expiresAt.getTime(), now.getTime(), warnings);
  if (days === null) return [];
  const detail = { points, on, days };
  return [{ memberId, kind: 'points_expiring', key: `${on}:${days}`, detail }];
}

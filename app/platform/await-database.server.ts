import { setTimeout as sleep } from 'node:timers/promises';

import type { Health, Readiness } from './health.server.ts';
import type { Logger } from './logger.server.ts';

/** What the database must pass, by the names of the health checks. */
const NEEDED = ['database', 'migrations', 'queue'];

const RETRY_MS = 1_000;

/** How often the log says again what is waited for. */
const REMIND_MS = 30_000;

/**
 * Waits until the database answers and has this version's tables. Processes that start together with their database, or
 * before it was migrated, need no one to start them again.
 * @param signal ends the waiting early
 * @returns whether the database is there, false when the signal came first
 */
export async function awaitDatabase(
  health: Health,
  logger: Logger,
  signal: AbortSignal,
): Promise<boolean> {
  let remindAt = 0;
  while (!signal.aborted) {
    const { checks } = await health.readiness();
    if (NEEDED.every((name) => checks[name] === 'ok')) return true;
    if (performance.now() >= remindAt) {
      logger.warn({ checks }, describeWaiting(checks));
      remindAt = performance.now() + REMIND_MS;
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

function describeWaiting(checks: Readiness['checks']): string {
  return checks['database'] === 'failing'
    ? 'waiting for the database that DATABASE_URL names'
    : 'waiting for the database to be migrated: run "npm run migrate" of this version';
}

import { setTimeout as sleep } from 'node:timers/promises';

import { type AppProcess, startAppProcess } from './app-processes.ts';

/** How restless they are. */
export interface Unrest {
  /** Longest time between a process's return and the next kill. */
  readonly workMsMax: number;
  /** After so many kills they are left in peace. */
  readonly killsMax: number;
  /** What the processes find in their environment besides. */
  readonly environment?: Record<string, string>;
  /** Ends the killing before that. */
  readonly calm?: AbortSignal;
}

/** Several web and worker processes that are killed at any moment and begun anew. */
export interface RestlessApp {
  /** Where the web processes answer at present; one that was just killed among them. */
  origins(): string[];
  /** How many processes were killed so far, by role. */
  readonly kills: Readonly<Record<Role, number>>;
  /** What those that run at present have written. */
  log(): string;
  /** Resolves when the last one was killed, and every process is up again. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

type Role = 'web' | 'worker';

const ROLES: readonly Role[] = ['web', 'web', 'worker', 'worker'];

/**
 * Starts two web processes and two workers, and kills one at random (SIGKILL, which no process can prepare for) again
 * and again. The next is killed only once the last one is back at work, so that there is always something to disturb.
 * @param chance.next numbers from 0 up to 1
 */
export async function startRestlessApp(
  databaseUrl: string,
  chance: { next(): number },
  { workMsMax, killsMax, environment = {}, calm }: Unrest,
): Promise<RestlessApp> {
  const kills = { web: 0, worker: 0 };
  const start = (role: Role) =>
    startAppProcess(role, databaseUrl, { LOG_LEVEL: 'warn', ...environment });
  const closing = new AbortController();
  const quiet = calm ? AbortSignal.any([calm, closing.signal]) : closing.signal;
  const running = await Promise.all(
    ROLES.map(async (role) => ({ role, process: await start(role) })),
  );
  await Promise.all(running.map(({ process }) => process.untilReadiness(200)));
  const unrest = (async () => {
    for (let count = 0; count < killsMax; count += 1) {
      await sleep(chance.next() * workMsMax, undefined, { signal: quiet }).catch(() => undefined);
      if (quiet.aborted) return;
      const victim = running[Math.floor(chance.next() * running.length)];
      if (!victim) continue;
      await end(victim.process);
      kills[victim.role] += 1;
      victim.process = await start(victim.role);
      await victim.process.untilReadiness(200);
    }
  })();
  return {
    origins: () =>
      running.filter(({ role }) => role === 'web').map(({ process }) => process.origin),
    kills,
    log: () => running.map(({ role, process }) => `${role}:\n${process.log()}`).join('\n'),
    calm: () => unrest,
    async close() {
      // Whoever closes early does not wait for everything that was still to be killed.
      closing.abort();
      await unrest.catch(() => undefined);
      await Promise.all(running.map(({ process }) => end(process)));
    },
  };
}

async function end(process: AppProcess): Promise<void> {
  process.kill('SIGKILL');
  await process.ended();
}

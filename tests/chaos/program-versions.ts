import { setTimeout as sleep } from 'node:timers/promises';

import type { Program } from '#app/loyalty/program/program.ts';
import { isDatabaseAway } from '#app/usecases/deliveries/process-deliveries.server.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';

import type { TrueVersion } from './history.ts';
import type { InstalledApp } from './installed-app.ts';

const ATTEMPTS_MAX = 100;
const PAUSE_MS = 200;

/**
 * Publishes a version of the program as the merchant does, however often the database has to be asked.
 * @param now the moment at which she does
 */
export async function publish(
  { services, shop }: InstalledApp,
  program: Program,
  begins: Date | 'now',
  now: Date,
): Promise<TrueVersion> {
  const clock = { now: () => now };
  const source = { kind: 'document', document: program } as const;
  const request = { staffUserId: '1', source, begins, note: null };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await publishProgram({ ...services, clock }, shop, request);
      if (outcome.outcome !== 'published') throw new Error(JSON.stringify(outcome));
      const { version, inForceFrom } = outcome;
      return { version, inForceFrom: inForceFrom.toISOString(), program };
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isDatabaseAway(error)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

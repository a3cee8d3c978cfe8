import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from './logger.server.ts';

/** All that is done in order to end must be done by then; platforms kill what takes much longer. */
const FAREWELL_MS_MAX = 10_000;

/** A terminal and npm both pass Ctrl-C on: what follows this soon is the same wish. */
const SAME_WISH_MS = 1_000;

/**
 * Ends the process in order at the first SIGTERM or SIGINT: runs `end`, then exits with 0, or with 1 where that fails
 * or takes longer than ten seconds. A second signal a while later ends it at once.
 * @param end finishes or gives up what is under way, and closes what is open
 */
export function endOnSignal(logger: Logger, end: () => Promise<void>): void {
  let askedAt: number | undefined;
  const farewell = async (signal: NodeJS.Signals) => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
    logger.info({ signal }, 'ending');
    const outcome = await Promise.race([
      end().then(
        () => 'ended' as const,
        (error: unknown) => error,
      ),
      sleep(FAREWELL_MS_MAX, 'late' as const),
    ]);
    if (outcome === 'ended') {
      logger.info('ended in order');
      process.exit(0);
    }
    if (outcome === 'late') logger.error('the end took too long and is cut short');
    else logger.error({ err: outcome }, 'the end did not go in order');
    process.exit(1);
  };
  // Whoever reads what we write may go first: no reason to break off, neither then nor before.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('SIGTERM', (signal) => void farewell(signal));
  process.on('SIGINT', (signal) => void farewell(signal));
}

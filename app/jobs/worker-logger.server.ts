import { Logger as QueueLogger } from 'graphile-worker';

import type { Logger } from '#app/platform/logger.server.ts';

/** Hands the queue's log on to ours. What it says of each single job is left to the debug level. */
export function createWorkerLogger(logger: Logger): QueueLogger {
  return new QueueLogger(({ label, taskIdentifier }) => (level, message) => {
    const scope = { queue: label, task: taskIdentifier };
    const severity: string = level;
    if (severity === 'error') logger.error(scope, message);
    else if (severity === 'warning') logger.warn(scope, message);
    else logger.debug(scope, message);
  });
}

import { setTimeout as sleep } from 'node:timers/promises';

/** What a piece of work is given to start things with. */
export interface Started {
  /** Aborted once everything is to end. */
  readonly signal: AbortSignal;
  /**
   * Notes how what was just started is ended. Where the end has begun meanwhile, ends it at once.
   * @throws EndedEarly in that case, so that nothing more is started
   */
  toEnd(end: () => Promise<void>): Promise<void>;
}

class EndedEarly extends Error {
  override name = 'EndedEarly';
}

/** How often to look whether the process that started us is still there. */
const PARENT_CHECK_MS = 1_000;

/** Work under way when the end came (a server half started) gets this long to come to its senses. */
const SETTLE_MS_MAX = 20_000;

/**
 * Does `work`, which may go on for ever, until it fails or someone wants an end: Ctrl-C, a signal, a terminal that goes
 * away, the death of whatever started us. Then ends everything that was started, in reverse order. Further signals
 * change nothing: npm and the terminal send the same wish twice.
 * @param onEnding is called once the end begins, with how many things are to be ended
 * @throws whatever `work` throws by itself, after everything has been ended
 */
export async function stayUntilEnded(
  work: (started: Started) => Promise<unknown>,
  onEnding: (endCount: number) => void,
): Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  const ending = new AbortController();
  const working = work({
    signal: ending.signal,
    async toEnd(end) {
      if (!ending.signal.aborted) {
        ends.push(end);
        return;
      }
      await end();
      throw new EndedEarly();
    },
  });
  // Whichever comes first is told below; what fails because of the ending itself is no news.
  const settled = working.catch(() => undefined);
  try {
    await Promise.race([working, untilAskedToEnd()]);
  } finally {
    ending.abort();
    onEnding(ends.length);
    for (let end = ends.pop(); end; end = ends.pop()) await end();
    await Promise.race([settled, sleep(SETTLE_MS_MAX, undefined, { ref: false })]);
  }
}

function untilAskedToEnd(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    const asked = () => resolve();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked);
    // Writing to a terminal that has gone away must not keep the end from being orderly.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', asked);
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, PARENT_CHECK_MS).unref();
  });
}

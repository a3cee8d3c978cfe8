import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems hand out by themselves (from 32768 on Linux, 49152 elsewhere): one from
 * there may be given to any connection between being found free here and being listened on.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** So that two ports asked for in a row differ, though nothing listens on the first one yet. */
const given = new Set<number>();

/**
 * @returns a port of this machine on which nothing listens at this moment, never the same one twice in a process
 * @throws when a hundred ports in a row were taken
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (given.has(port)) continue;
    if (!(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error('No free port was found');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

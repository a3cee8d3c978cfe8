import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 50;
/** How often everything that nobody needs any more is collected, to see what is left; takes some hundredths of a second. */
const COLLECT_EVERY_MS = 2_000;
const MEGABYTE = 1024 * 1024;

/** What some work has taken. */
export interface Taken<Result> {
  readonly result: Result;
  readonly seconds: number;
  /** Most memory that this process had meanwhile, with what lay about uncollected and what it had before. */
  readonly peakMegabytes: number;
  /** Most that the work held at a time: what was in use after collecting, beyond what was in use before it began. */
  readonly heldMegabytes: number;
}

/** Does something, and watches how long it takes and how much memory. */
export async function watchWork<Result>(work: () => Promise<Result>): Promise<Taken<Result>> {
  const before = inUse();
  let held = 0;
  let peak = process.memoryUsage.rss();
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const collect = () => {
    held = Math.max(held, inUse() - before);
  };
  const timers = [setInterval(look, EVERY_MS), setInterval(collect, COLLECT_EVERY_MS)];
  const startedAt = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - startedAt) / 1_000;
    look();
    collect();
    return {
      result,
      seconds,
      peakMegabytes: Math.round(peak / MEGABYTE),
      heldMegabytes: Math.round(held / MEGABYTE),
    };
  } finally {
    for (const timer of timers) clearInterval(timer);
  }
}

/** Bytes that are in use, as far as this process knows after collecting. */
function inUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const collectGarbage = findCollector();

/** V8's own function, which a process has only where a flag asks for it. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

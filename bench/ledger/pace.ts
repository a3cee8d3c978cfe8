import { median } from '#bench/support/statistics.ts';

/** What callers who each wait for their answer before they ask again got done. */
export interface Pace {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Compiled code, prepared plans and warm caches are what is to be compared. */
const WARM_UP_SECONDS_MAX = 2;

/**
 * Has callers ask again and again, and waits for the last answer.
 * @param call asks once, and returns how much was done by it
 */
export async function measurePace(
  callers: number,
  seconds: number,
  call: () => Promise<number>,
): Promise<Pace> {
  await runFor(callers, Math.min(WARM_UP_SECONDS_MAX, seconds / 4), call);
  const { done, tookSeconds, latenciesMs } = await runFor(callers, seconds, call);
  const p99Ms = latenciesMs[Math.ceil(latenciesMs.length * 0.99) - 1] ?? NaN;
  return { perSecond: done / tookSeconds, p50Ms: median(latenciesMs), p99Ms };
}

async function runFor(callers: number, seconds: number, call: () => Promise<number>) {
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const latencies: number[] = [];
  let done = 0;
  const caller = async () => {
    for (let asked = begun; asked < end;) {
      const count = await call();
      const answered = performance.now();
      done += count;
      latencies.push(answered - asked);
      asked = answered;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const tookSeconds = (performance.now() - begun) / 1000;
  return { done, tookSeconds, latenciesMs: latencies.sort((a, b) => a - b) };
}

import { setTimeout as sleep } from 'node:timers/promises';

/** What a part of a run is waiting for, in words: it changes as long as the run gets on. */
export type Waiting = () => string;

/** A run in which nothing moves for so long, on a machine however busy, never moves again. */
const STILL_MS_MAX = 300_000;
/** A part that takes long says now and then what it is at. */
const SAY_EVERY_MS = 30_000;
const LOOK_EVERY_MS = 1_000;

/** The parts of a run, one after the other: how long each took, and what the one under way is waiting for. */
export class Phases {
  readonly secondsByPhase: Record<string, number> = {};
  private readonly say: (line: string) => void;
  private readonly stillMsMax: number;

  /** @param stillMsMax milliseconds without any change after which a part is given up */
  constructor(say: (line: string) => void, stillMsMax = STILL_MS_MAX) {
    this.say = say;
    this.stillMsMax = stillMsMax;
  }

  /**
   * Does a part, and gives it up once what it waits for stays the same for too long.
   * @throws Error naming the part and what it waited for
   */
  async run<Result>(
    name: string,
    work: () => Promise<Result>,
    waiting: Waiting = () => 'it to end',
  ): Promise<Result> {
    const startedAt = performance.now();
    const ended = new AbortController();
    try {
      return await Promise.race([work(), this.watch(name, waiting, ended.signal)]);
    } finally {
      ended.abort();
      const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
      this.secondsByPhase[name] = seconds;
      this.say(`${name}: ${seconds} s`);
    }
  }

  private async watch(name: string, waiting: Waiting, ended: AbortSignal): Promise<never> {
    let [seen, seenAt, saidAt] = ['', performance.now(), performance.now()];
    for (;;) {
      // Once the part has ended this waits for ever, and is forgotten with it.
      await sleep(Math.min(LOOK_EVERY_MS, this.stillMsMax / 4), undefined, { signal: ended }).catch(
        () => new Promise(() => undefined),
      );
      const now = performance.now();
      const current = waiting();
      if (current !== seen) [seen, seenAt] = [current, now];
      if (now - seenAt > this.stillMsMax) {
        throw new Error(`${name} has come to a standstill, waiting for ${current}`);
      }
      if (now - saidAt < SAY_EVERY_MS) continue;
      this.say(`${name}: waiting for ${current}`);
      saidAt = now;
    }
  }
}

import type { Id, Time } from './store/scalars.ts';
import type { SandboxClock, Table } from './world.ts';

/** Longest wait of a timer; Node's own limit is 2^31 milliseconds. */
const TIMER_MAX_MS = 3_600_000;
/** A timer may go off a moment early. */
const TIMER_MIN_MS = 20;

/** Something with a time of its own. */
interface Due {
  readonly id: Id;
  readonly dueAt: Time;
}

/** What waits for its time by the shop's clock. */
export interface Diary<Task extends Due> {
  /** The tasks; one that is noted here is done when it is due. */
  readonly tasks: Table<Task>;
  /** Begins with what became due while the sandbox was away. */
  start(runDue: () => void): void;
  close(): void;
}

/**
 * Sees to it that what is due is done: after a start, when the clock is moved, and as time goes by.
 * @param kept where the tasks outlive a restart
 */
export function openDiary<Task extends Due>(kept: Table<Task>, clock: SandboxClock): Diary<Task> {
  let timer: NodeJS.Timeout | undefined;
  let look = (): void => undefined;
  const wait = (): void => {
    clearTimeout(timer);
    const nextMs = Math.min(...kept.all().map(({ dueAt }) => Date.parse(dueAt)));
    if (!Number.isFinite(nextMs)) return;
    const inMs = nextMs - clock.now().getTime();
    timer = setTimeout(() => look(), Math.max(TIMER_MIN_MS, Math.min(inMs, TIMER_MAX_MS)));
    // What is to be done one day keeps no process alive.
    timer.unref();
  };
  const stopListening = clock.onMove(() => look());
  return {
    tasks: {
      ...kept,
      put(task) {
        kept.put(task);
        wait();
      },
      get size() {
        return kept.size;
      },
    },
    start(runDue) {
      look = () => {
        runDue();
        wait();
      };
      look();
    },
    close() {
      stopListening();
      clearTimeout(timer);
    },
  };
}

import pg from 'pg';

/** What a batcher does, and within which bounds. */
export interface BatcherOptions<Item, Result> {
  /** Batches under way at once. */
  readonly concurrency: number;
  /**
   * Least time from the beginning of one batch to that of the next, in milliseconds, unless the next is full. An item
   * that comes after a quiet moment begins at once; a crowd comes in larger batches, each of which costs little more.
   * (At once is at the end of this turn of the event loop: callers who were answered together ask again together, and the
   * first of them would go alone otherwise. Of 32 callers' items it did twice as many.)
   */
  readonly intervalMs: number;
  /** Most items of a batch. */
  readonly sizeMax: number;
  /** Most weight of a batch; an item that is heavier goes alone. */
  readonly weightMax: number;
  weigh(item: Item): number;
  /** No batch holds two items of one key. */
  key(item: Item): string;
  /**
   * Does a batch.
   * @returns one result an item, in their order; an Error for one that failed alone
   * @throws when the batch as a whole failed: so did each of its items, and those that wait behind it are not kept
   *   waiting for the same
   */
  work(items: readonly Item[]): Promise<readonly (Result | Error)[]>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Does items one by one for its callers, and together where several come at once. */
export interface Batcher<Item, Result> {
  add(item: Item): Promise<Result>;
}

/**
 * Makes a batcher. A single item is as fast as without it, and a crowd is cheap.
 */
export function createBatcher<Item, Result>(
  options: BatcherOptions<Item, Result>,
): Batcher<Item, Result> {
  let queue: Waiting<Item, Result>[] = [];
  let underWay = 0;
  let begunAt = -Infinity;
  let pause: NodeJS.Timeout | undefined;
  let turnEnds: NodeJS.Immediate | undefined;

  const pump = () => {
    clearTimeout(pause);
    while (underWay < options.concurrency && queue.length > 0) {
      const restMs = begunAt + options.intervalMs - performance.now();
      if (restMs > 0 && queue.length < options.sizeMax) {
        pause = setTimeout(pump, restMs);
        return;
      }
      const { batch, rest } = takeBatch(options, queue);
      queue = rest;
      underWay += 1;
      begunAt = performance.now();
      void run(batch).finally(() => {
        underWay -= 1;
        pump();
      });
    }
  };
  const run = async (batch: readonly Waiting<Item, Result>[]) => {
    try {
      const results = await options.work(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined || result instanceof Error)
          reject(result ?? new Error('no result'));
        else resolve(result);
      });
    } catch (error) {
      const waiting = queue;
      queue = [];
      for (const { reject } of [...batch, ...waiting]) reject(error);
    }
  };
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        turnEnds ??= setImmediate(() => {
          turnEnds = undefined;
          pump();
        });
      }),
  };
}

function takeBatch<Item, Result>(
  { sizeMax, weightMax, ...of }: BatcherOptions<Item, Result>,
  queue: readonly Waiting<Item, Result>[],
): { batch: Waiting<Item, Result>[]; rest: Waiting<Item, Result>[] } {
  const batch: Waiting<Item, Result>[] = [];
  const rest: Waiting<Item, Result>[] = [];
  const keys = new Set<string>();
  let weight = 0;
  for (const waiting of queue) {
    const added = weight + of.weigh(waiting.item);
    const fits = batch.length === 0 || (batch.length < sizeMax && added <= weightMax);
    if (!fits || keys.has(of.key(waiting.item))) rest.push(waiting);
    else {
      batch.push(waiting);
      keys.add(of.key(waiting.item));
      weight = added;
    }
  }
  return { batch, rest };
}

/**
 * Does items together, or each on its own where the database refuses them together: one that it refuses must not be the
 * end of those that happened to come with it.
 * @param work does items in one transaction, and returns one result an item, in their order
 * @returns one result an item, in their order; an Error for one that was refused
 * @throws when the database does not answer
 */
export async function togetherOrSingly<Item, Result>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly (Result | Error)[]> {
  try {
    return await work(items);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (items.length === 1) return [asError(error)];
  }
  const single = (item: Item) =>
    work([item]).then(([result]) => result ?? new Error('nothing came back'));
  const settled = await Promise.allSettled(items.map(single));
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : asError(each.reason)));
}

/** Classes of PostgreSQL's errors: 22 data, 23 integrity, 40 rollback (a deadlock). */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|40)/.test(error.code ?? '');
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { type BatcherOptions, createBatcher } from '#app/db/batcher.server.ts';

/** Doubles numbers; notes the batches, and waits to be told before each one ends. */
function doubling(options: Partial<BatcherOptions<number, number>> = {}) {
  const batches: number[][] = [];
  const waiting: (() => void)[] = [];
  const batcher = createBatcher<number, number>({
    concurrency: 1,
    intervalMs: 0,
    sizeMax: 3,
    weightMax: 100,
    weigh: (item) => item,
    key: String,
    async work(items) {
      batches.push([...items]);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return items.map((item) => (item === 13 ? new Error('unlucky') : item * 2));
    },
    ...options,
  });
  const finish = async () => {
    await sleep(1);
    while (waiting.length > 0) {
      waiting.shift()?.();
      await sleep(1);
    }
  };
  return { batcher, batches, finish };
}

describe('a batcher', () => {
  test('begins alone at once, and does together what comes meanwhile', async () => {
    const { batcher, batches, finish } = doubling();
    const first = batcher.add(1);
    await sleep(1);
    expect(batches).toEqual([[1]]);
    const others = Promise.all([2, 3, 4, 5].map((item) => batcher.add(item)));
    await finish();
    expect([await first, ...(await others)]).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  test('does together what comes in the same turn', async () => {
    const { batcher, batches, finish } = doubling();
    const results = Promise.all([1, 2, 3].map((item) => batcher.add(item)));
    await finish();
    expect(await results).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  test('keeps a batch within its weight, and lets what is heavier go alone', async () => {
    const { batcher, batches, finish } = doubling();
    const results = Promise.all([1, 60, 50, 200].map((item) => batcher.add(item)));
    await finish();
    await results;
    expect(batches).toEqual([[1, 60], [50], [200]]);
  });

  test('has no two of one key in a batch', async () => {
    const { batcher, batches, finish } = doubling();
    const results = Promise.all([1, 2, 2, 3].map((item) => batcher.add(item)));
    await finish();
    expect(await results).toEqual([2, 4, 4, 6]);
    expect(batches).toEqual([[1, 2, 3], [2]]);
  });

  test('rests between two batches, unless the next is full', async () => {
    const { batcher, batches, finish } = doubling({ intervalMs: 60_000 });
    const first = batcher.add(1);
    await finish();
    await first;
    void batcher.add(2);
    void batcher.add(3);
    await sleep(5);
    expect(batches).toEqual([[1]]);
    void batcher.add(4);
    await sleep(1);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    await finish();
  });

  test('one that fails is the only one', async () => {
    const { batcher, finish } = doubling();
    const results = Promise.allSettled([1, 13, 3].map((item) => batcher.add(item)));
    await finish();
    expect((await results).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  test('where the whole fails, nobody is kept waiting for the same', async () => {
    const failing = doubling({ work: () => Promise.reject(new Error('away')) });
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((each) => failing.batcher.add(each)),
    );
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
  });
});

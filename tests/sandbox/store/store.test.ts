import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { StorageFailure } from '#sandbox/store/database.ts';
import { openStore } from '#sandbox/store/store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

interface Jar {
  id: string;
  beans: number;
}

function stateFile(): string {
  return join(temporaryFolder('store'), 'deep', 'state.sqlite');
}

function fail(failure: StorageFailure): never {
  throw failure;
}

test('what was put is there after reopening, in the order in which it came', () => {
  const path = stateFile();
  const store = openStore(path, fail);
  const jars = store.table<Jar>('jar');
  for (const id of ['b', 'a', 'c']) jars.put({ id, beans: 1 });
  jars.put({ id: 'b', beans: 2 });
  jars.delete('a');
  store.value<number>('lids').put(7);
  store.close();

  const reopened = openStore(path, fail);
  expect(reopened.table<Jar>('jar').all()).toEqual([
    { id: 'b', beans: 2 },
    { id: 'c', beans: 1 },
  ]);
  expect(reopened.value<number>('lids').get()).toBe(7);
  expect(reopened.table<Jar>('cup').size).toBe(0);
  reopened.close();
});

test('a list that was handed out does not change under the reader', () => {
  const store = openStore(':memory:', fail);
  const jars = store.table<Jar>('jar');
  jars.put({ id: 'a', beans: 1 });
  const before = jars.all();
  jars.put({ id: 'b', beans: 1 });
  expect([before.length, jars.all().length]).toEqual([1, 2]);
  store.close();
});

test('a second sandbox on the same state is told so at once', () => {
  const path = stateFile();
  const store = openStore(path, fail);
  expect(() => openStore(path, fail)).toThrow(StorageFailure);
  expect(() => openStore(path, fail)).toThrow('Another sandbox is using this data folder');
  store.close();
});

test('a folder that cannot be used is named', () => {
  const file = join(temporaryFolder('store'), 'file');
  writeFileSync(file, '');
  expect(() => openStore(join(file, 'state.sqlite'), fail)).toThrow(
    `cannot keep its state in ${file}`,
  );
});

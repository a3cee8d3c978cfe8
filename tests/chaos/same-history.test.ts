import path from 'node:path';

import { expect, test } from 'vitest';

import { createWorld } from '#sandbox/create-world.ts';
import { readOptions } from '#sandbox/options.ts';
import { createChance } from '#sandbox/seed/random.ts';

import { Chronicle, type Line } from './chronicle.ts';
import { KINDS, letSomethingHappen } from './course/happen.ts';
import { openTown, welcome } from './course/town.ts';
import { someProgram } from './course/versions.ts';
import { OPENING } from './storm-plan.ts';

const PROJECT = path.join(import.meta.dirname, '..', '..');
const HOUR_MS = 3_600_000;

/** What happens in a shop that nobody is told of. */
async function historyOf(seed: number, events: number): Promise<readonly Line[]> {
  const world = await createWorld(readOptions({ SANDBOX_DATA_FOLDER: ':memory:' }, PROJECT));
  const chance = createChance(seed);
  const program = someProgram(chance);
  const first = { version: 1, inForceFrom: OPENING.toISOString(), program };
  const town = openTown(world, chance, first);
  const chronicle = new Chronicle(world);
  for (let index = 0; index < events; index += 1) {
    world.clock.set(new Date(OPENING.getTime() + index * HOUR_MS));
    const event =
      index < 20
        ? { kind: 'customer created', customerIds: [welcome(town).id] }
        : letSomethingHappen(town);
    chronicle.note(event);
  }
  await world.close();
  return chronicle.lines;
}

test('the same seed is the same history, and another seed another one', async () => {
  const history = await historyOf(1, 400);
  expect(await historyOf(1, 400)).toEqual(history);
  expect(await historyOf(2, 400)).not.toEqual(history);
});

test('everything that can happen happens before long', async () => {
  const happened = new Set((await historyOf(1, 6_000)).map(({ kind }) => kind));
  expect(KINDS.filter((kind) => !happened.has(kind))).toEqual([]);
});

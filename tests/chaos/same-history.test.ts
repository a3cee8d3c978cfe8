import path from 'node:path';

import { expect, test } from 'vitest';

import type { Program } from '#app/loyalty/program/program.ts';
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
/** Thousands of events, on a machine that may be busy with others. */
const PATIENCE_MS = 30_000;

/** What happens in a shop that nobody is told of. */
async function historyOf(
  seed: number,
  events: number,
  change: (program: Program) => Program = (program) => program,
): Promise<readonly Line[]> {
  const world = await createWorld(readOptions({ SANDBOX_DATA_FOLDER: ':memory:' }, PROJECT));
  const chance = createChance(seed);
  const program = change(someProgram(chance, world));
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

test(
  'the same seed is the same history, and another seed another one',
  async () => {
    const history = await historyOf(1, 400);
    expect(await historyOf(1, 400)).toEqual(history);
    expect(await historyOf(2, 400)).not.toEqual(history);
  },
  PATIENCE_MS,
);

test(
  'everything that can happen happens before long',
  async () => {
    // Where points mature by shipment parcels stay where they are.
    const atOnce = ({ earning, ...program }: Program): Program => ({
      ...program,
      earning: { ...earning, maturity: { kind: 'at_once' } },
    });
    const happened = new Set((await historyOf(2, 6_000, atOnce)).map(({ kind }) => kind));
    expect(KINDS.filter((kind) => !happened.has(kind))).toEqual([]);
  },
  PATIENCE_MS,
);

import { type Database, inTransaction } from '#app/db/database.server.ts';
import { clock } from '#app/platform/clock.server.ts';
import { type Award, awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { createAwarder } from '#app/usecases/awarding/award-points-together.server.ts';

import { anyMember, type Population } from './members.ts';

/**
 * Awards of one call, where they are given in batches. A larger one saves next to nothing more, and locks so many members
 * that others wait for it: with 500, 32 callers over 100,000 members got half as much done.
 */
const BATCH_SIZE = 100;

const POINTS = 10;

/** Each call gives one award, as a route or a job does. */
export function singly(database: Database, population: Population): () => Promise<number> {
  const awarder = createAwarder({ database, clock });
  const next = awardsOf(population);
  return async () => {
    expectAwarded([await awarder.award(population.shop.id, next())]);
    return 1;
  };
}

/** Each call gives a batch in a transaction of its own, as an import does. */
export function inBatches(database: Database, population: Population): () => Promise<number> {
  const next = awardsOf(population);
  return async () => {
    const batch = Array.from({ length: BATCH_SIZE }, next);
    const outcomes = await inTransaction(database, (sql) =>
      awardPoints(sql, population.shop.id, batch, clock.now()),
    );
    expectAwarded(outcomes);
    return batch.length;
  };
}

function awardsOf(population: Population): () => Award {
  const run = `bench-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
  let number = 0;
  return () => {
    number += 1;
    const memberId = anyMember(population);
    return { id: `${run}-${number}`, memberId, points: POINTS, reason: 'A benchmark' };
  };
}

function expectAwarded(outcomes: readonly string[]): void {
  const other = outcomes.find((outcome) => outcome !== 'awarded');
  if (other !== undefined) throw new Error(`an award came to ${other}`);
}

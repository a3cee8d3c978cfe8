import { setTimeout } from 'node:timers/promises';

import { toTime } from '../../clock.ts';
import type { KeptResults } from '../../store/bulk-results.ts';
import type { Id } from '../../store/scalars.ts';
import type { BulkOperation } from '../../store/bulk-types.ts';
import type { Announcement } from '../../webhooks/announcement.ts';
import type { BulkOperations, SandboxClock, Table } from '../../world.ts';
import { BulkFailure } from './failure.ts';
import type { Lines } from './lines.ts';
import { atItsEnd, withLines } from './operation.ts';

/** What bulk operations are made from. */
export interface BulkParts {
  readonly operations: Table<BulkOperation>;
  readonly results: KeptResults;
  readonly settings: BulkOperations['settings'];
  readonly clock: SandboxClock;
  newId(): Id;
  announce(announcements: readonly Announcement[]): void;
  /** Answers the query, some objects at a time. */
  run(operation: BulkOperation): AsyncIterable<Lines>;
}

/** What ends an operation before its time: somebody who cancels it, or the end of the sandbox. */
export interface EarlyEnds {
  readonly cancel: AbortSignal;
  readonly stop: AbortSignal;
}

async function answer(
  parts: BulkParts,
  operation: BulkOperation,
  ended: AbortSignal,
): Promise<void> {
  const { operations, results } = parts;
  const { failWith } = parts.settings.get();
  let found: BulkOperation = { ...operation, status: 'RUNNING' };
  operations.put(found);
  let number = 0;
  for await (const lines of parts.run(found)) {
    if (ended.aborted) return;
    results.add(found.id, number, lines.text);
    found = withLines(found, lines);
    operations.put(found);
    number += 1;
    if (failWith !== null) throw new BulkFailure(failWith);
  }
}

function finish(parts: BulkParts, id: Id, failure: BulkFailure | undefined): void {
  const before = parts.operations.get(id);
  if (!before) return;
  const operation = atItsEnd(before, failure, toTime(parts.clock.now()));
  parts.operations.put(operation);
  if (operation.status === 'CANCELED') parts.results.forget(id);
  parts.announce([{ topic: 'bulk_operations/finish', operation }]);
}

/** Takes an operation from its creation to its end, and announces `bulk_operations/finish`. */
export async function perform(
  parts: BulkParts,
  id: Id,
  { cancel, stop }: EarlyEnds,
): Promise<void> {
  const ended = AbortSignal.any([cancel, stop]);
  const { delayMs } = parts.settings.get();
  await setTimeout(delayMs, undefined, { signal: ended }).catch(() => undefined);
  const operation = parts.operations.get(id);
  let failure: BulkFailure | undefined;
  try {
    if (operation && !ended.aborted) await answer(parts, operation, ended);
  } catch (error) {
    if (!(error instanceof BulkFailure)) throw error;
    failure = error;
  }
  // Ended by the sandbox itself: it begins anew after the next start.
  if (!stop.aborted) finish(parts, id, failure);
}

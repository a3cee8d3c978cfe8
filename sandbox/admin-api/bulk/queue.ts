import { randomUUID } from 'node:crypto';

import { toTime } from '../../clock.ts';
import type { BulkOperation } from '../../store/bulk-types.ts';
import type { BulkOperations } from '../../world.ts';
import { hasExpired, isUnderWay, NOTHING_FOUND } from './operation.ts';
import { type BulkParts, perform } from './perform.ts';

/** Bulk operations with what only the sandbox's core may do. */
export interface OpenBulkOperations extends BulkOperations {
  /** Takes up what was left when the sandbox ended last time: from the beginning, with nothing found yet. */
  resume(): void;
  close(): Promise<void>;
}

/**
 * What runs bulk queries: each a while after it was asked for, in real time, and in pieces, so that the shop goes on
 * meanwhile. https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export function openBulkOperations(parts: BulkParts): OpenBulkOperations {
  const { operations, results, clock, settings } = parts;
  const stop = new AbortController();
  const underWay = new Map<string, { cancel: AbortController; over: Promise<void> }>();

  function begin(operation: BulkOperation): BulkOperation {
    const { id } = operation;
    operations.put(operation);
    const cancel = new AbortController();
    if (operation.status === 'CANCELING') cancel.abort();
    const over = perform(parts, id, { cancel: cancel.signal, stop: stop.signal }).finally(() =>
      underWay.delete(id),
    );
    underWay.set(id, { cancel, over });
    return operation;
  }

  const isExpired = (operation: BulkOperation): boolean => hasExpired(operation, clock.now());

  const untilIdle = async (): Promise<void> => {
    await Promise.all([...underWay.values()].map(({ over }) => over));
  };

  return {
    settings,
    isExpired,
    untilIdle,
    get: (id) => operations.get(id),
    all: () => operations.all(),
    result: (id) => results.read(id),
    start(wanted) {
      for (const { id } of operations.all().filter(isExpired)) results.forget(id);
      return begin({
        ...wanted,
        ...NOTHING_FOUND,
        id: parts.newId(),
        resultKey: randomUUID(),
        createdAt: toTime(clock.now()),
      });
    },
    cancel(id) {
      const operation = operations.get(id);
      if (!operation || !isUnderWay(operation)) return undefined;
      const canceling: BulkOperation = { ...operation, status: 'CANCELING' };
      operations.put(canceling);
      underWay.get(id)?.cancel.abort();
      return canceling;
    },
    resume() {
      for (const operation of operations.all().filter(isUnderWay)) {
        results.forget(operation.id);
        const { status } = operation;
        begin({ ...operation, ...NOTHING_FOUND, ...(status === 'CANCELING' && { status }) });
      }
    },
    async close() {
      stop.abort();
      await untilIdle();
    },
  };
}

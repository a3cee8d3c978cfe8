import type { BulkResultPart } from './bulk-types.ts';
import type { Table } from '../world.ts';

/** Results in numbered parts, so that none has to be in one string. */
export interface KeptResults {
  /** Adds to an operation's result, behind what is there. */
  add(operationId: string, number: number, lines: string): void;
  /** An operation's result from its beginning. */
  read(operationId: string): Iterable<string>;
  forget(operationId: string): void;
}

/** @param parts where they are kept */
export function keepResults(parts: Table<BulkResultPart>): KeptResults {
  const partId = (operationId: string, number: number): string => `${operationId} ${number}`;
  return {
    add(operationId, number, lines) {
      parts.put({ id: partId(operationId, number), lines });
    },
    *read(operationId) {
      for (let number = 0; ; number += 1) {
        const part = parts.get(partId(operationId, number));
        if (!part) return;
        yield part.lines;
      }
    },
    forget(operationId) {
      for (let number = 0; parts.get(partId(operationId, number)); number += 1) {
        parts.delete(partId(operationId, number));
      }
    },
  };
}

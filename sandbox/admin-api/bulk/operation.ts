import type { BulkOperation } from '../../store/bulk-types.ts';
import type { BulkFailure } from './failure.ts';
import type { Lines } from './lines.ts';

/** "The URL expires 7 days after the operation completes." */
const RESULT_LIVES_MS = 7 * 24 * 60 * 60 * 1000;

/** What every operation begins with. */
export const NOTHING_FOUND = {
  status: 'CREATED',
  errorCode: null,
  objectCount: 0,
  rootObjectCount: 0,
  fileSize: 0,
  completedAt: null,
  notImplemented: null,
} as const;

/** Whether an operation waits or runs. */
export function isUnderWay({ status }: BulkOperation): boolean {
  return status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING';
}

/** Whether an operation's result has expired. */
export function hasExpired({ completedAt, status }: BulkOperation, now: Date): boolean {
  const hasResult = status === 'COMPLETED' || status === 'FAILED';
  return (
    hasResult && completedAt !== null && Date.parse(completedAt) + RESULT_LIVES_MS < now.getTime()
  );
}

/** An operation that has found some more. */
export function withLines(before: BulkOperation, lines: Lines): BulkOperation {
  return {
    ...before,
    objectCount: before.objectCount + lines.objects,
    rootObjectCount: before.rootObjectCount + lines.roots,
    fileSize: before.fileSize + Buffer.byteLength(lines.text),
  };
}

/** An operation at its end: cancelled if somebody wanted that, failed, or completed. */
export function atItsEnd(
  before: BulkOperation,
  failure: BulkFailure | undefined,
  completedAt: string,
): BulkOperation {
  if (before.status === 'CANCELING') return { ...before, ...NOTHING_FOUND, status: 'CANCELED' };
  if (!failure) return { ...before, status: 'COMPLETED', completedAt };
  const { errorCode, notImplemented } = failure;
  return { ...before, status: 'FAILED', completedAt, errorCode, notImplemented };
}

import type { BulkOperationErrorCode } from '../../store/bulk-types.ts';

/** A bulk operation cannot go on. */
export class BulkFailure extends Error {
  override name = 'BulkFailure';
  readonly errorCode: BulkOperationErrorCode;
  /** What the sandbox lacks, if that is the reason. */
  readonly notImplemented: string | null;

  constructor(errorCode: BulkOperationErrorCode, notImplemented: string | null = null) {
    super(notImplemented ?? errorCode);
    this.errorCode = errorCode;
    this.notImplemented = notImplemented;
  }
}

import type { Id, Time } from './scalars.ts';

/** A bulk query: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/BulkOperation */
export interface BulkOperation {
  id: Id;
  query: string;
  groupObjects: boolean;
  /** Of the token that asked for it. */
  scopes: string[];
  status: 'CREATED' | 'RUNNING' | 'CANCELING' | 'CANCELED' | 'COMPLETED' | 'FAILED';
  errorCode: BulkOperationErrorCode | null;
  objectCount: number;
  rootObjectCount: number;
  /** Of the result, in bytes. */
  fileSize: number;
  /** What makes the result's address hard to guess. */
  resultKey: string;
  createdAt: Time;
  completedAt: Time | null;
  /** What the sandbox could not answer, where that is why it failed. */
  notImplemented: string | null;
}

export type BulkOperationErrorCode = 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT';

/** Some lines of a bulk operation's result. */
export interface BulkResultPart {
  /** The operation's id and the number of the part. */
  id: string;
  lines: string;
}

/** How bulk operations fare that are still to run. */
export interface BulkSettings {
  /** Real time between asking and running. */
  delayMs: number;
  /** They fail with this after some of their objects, if it is set. */
  failWith: Exclude<BulkOperationErrorCode, 'ACCESS_DENIED'> | null;
}

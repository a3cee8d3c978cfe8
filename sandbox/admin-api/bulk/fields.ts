import type { BulkOperation } from '../../store/bulk-types.ts';
import type { World } from '../../world.ts';
import { toConnection } from '../connection.ts';
import { type Arguments, type FieldResolver, fieldsOf } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { toGid } from '../gid.ts';
import { type Searchable, toFilter } from '../search.ts';

/** Where the results lie; the rest of an address is the operation's id and key. */
export const RESULTS_PATH = '/admin/api/bulk-operations';

/** The name of a result's file, as its address ends. */
export function resultFile({ id, resultKey }: BulkOperation): string {
  return `bulk-${id}-${resultKey}.jsonl`;
}

/** "When an operation has no results", and while there are none yet, there is no address. */
function addressOf(operation: BulkOperation, world: World): string | null {
  if (operation.fileSize === 0 || world.bulkOperations.isExpired(operation)) return null;
  return `${world.options.shopOrigin}${RESULTS_PATH}/${resultFile(operation)}`;
}

/** A field that says nothing where the sandbox, not Shopify, is why the operation failed. */
function unlessLacking(answer: FieldResolver<BulkOperation>): FieldResolver<BulkOperation> {
  return (operation, ...rest) => {
    if (operation.notImplemented !== null) throw notImplemented(operation.notImplemented);
    return answer(operation, ...rest);
  };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/BulkOperation */
export const bulkOperationFields = fieldsOf<BulkOperation>({
  id: (operation) => toGid('BulkOperation', operation.id),
  type: () => 'QUERY',
  query: (operation) => operation.query,
  // A failed operation stays one, whatever became of the data it had.
  status: unlessLacking((operation, _arguments, { world }) =>
    operation.status === 'COMPLETED' && world.bulkOperations.isExpired(operation)
      ? 'EXPIRED'
      : operation.status,
  ),
  errorCode: unlessLacking((operation) => operation.errorCode),
  createdAt: (operation) => operation.createdAt,
  completedAt: (operation) => operation.completedAt,
  objectCount: (operation) => String(operation.objectCount),
  rootObjectCount: (operation) => String(operation.rootObjectCount),
  fileSize: (operation) => (operation.status === 'COMPLETED' ? String(operation.fileSize) : null),
  url: (operation, _arguments, { world }) =>
    operation.status === 'COMPLETED' ? addressOf(operation, world) : null,
  partialDataUrl: (operation, _arguments, { world }) =>
    operation.status === 'FAILED' ? addressOf(operation, world) : null,
});

const SORT_VALUES: Readonly<Record<string, (operation: BulkOperation) => string>> = {
  CREATED_AT: (operation) => operation.createdAt,
  COMPLETED_AT: (operation) => operation.completedAt ?? '',
};

const SEARCHABLE: Readonly<Record<string, Searchable<BulkOperation>>> = {
  id: { kind: 'id', of: (operation) => operation.id },
  created_at: { kind: 'time', of: (operation) => operation.createdAt },
  status: { kind: 'word', of: (operation) => [operation.status] },
  operation_type: { kind: 'word', of: () => ['query'] },
};

/** A page of bulk operations, "with newest operations first". */
export function toBulkOperationConnection(
  operations: readonly BulkOperation[],
  arguments_: Arguments,
) {
  const field = 'QueryRoot.bulkOperations';
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting ${field} by ${sortKey}`);
  return toConnection(
    operations.filter(toFilter(field, arguments_['query'], SEARCHABLE)),
    { ...arguments_, reverse: arguments_['reverse'] !== true },
    { idOf: ({ id }) => id, valueOf },
  );
}

/** The app's newest operation; of mutations the sandbox runs none. */
export function currentBulkOperation(world: World, type: unknown): BulkOperation | null {
  return type === 'MUTATION' ? null : (world.bulkOperations.all().at(-1) ?? null);
}

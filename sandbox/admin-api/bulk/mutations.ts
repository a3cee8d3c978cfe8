import type { GraphQLSchema } from 'graphql';

import type { Arguments, RequestContext } from '../context.ts';
import { invalidId } from '../errors.ts';
import { parseGid } from '../gid.ts';
import { isUnderWay } from './operation.ts';
import { checkBulkQuery } from './rules.ts';

/** "up to five bulk query operations at a time per shop": https://shopify.dev/docs/api/usage/bulk-operations/queries */
const UNDER_WAY_MAX = 5;

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/bulkOperationRunQuery */
export function bulkOperationRunQuery(
  schema: GraphQLSchema,
  { world, scopes }: RequestContext,
  arguments_: Arguments,
) {
  const query = String(arguments_['query']);
  const checked = checkBulkQuery(schema, query);
  if ('broken' in checked) {
    return refused(
      checked.broken.map((message) => ({ field: ['query'], message, code: 'INVALID' })),
    );
  }
  const underWay = world.bulkOperations.all().filter(isUnderWay);
  if (underWay.length >= UNDER_WAY_MAX) {
    const message = 'Bulk operations limit reached. Please try again later.';
    return refused([{ field: null, message, code: 'LIMIT_REACHED' }]);
  }
  const groupObjects = arguments_['groupObjects'] === true;
  const bulkOperation = world.bulkOperations.start({ query, groupObjects, scopes: [...scopes] });
  return { bulkOperation, userErrors: [] };
}

function refused(userErrors: { field: string[] | null; message: string; code?: string }[]) {
  return { bulkOperation: null, userErrors };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/bulkOperationCancel */
export function bulkOperationCancel({ world }: RequestContext, arguments_: Arguments) {
  const gid = String(arguments_['id']);
  const parsed = parseGid(gid);
  if (parsed?.type !== 'BulkOperation') throw invalidId(gid);
  const before = world.bulkOperations.get(parsed.id);
  if (!before) return refused([{ field: ['id'], message: 'Bulk operation does not exist' }]);
  if (isUnderWay(before)) {
    return { bulkOperation: world.bulkOperations.cancel(parsed.id), userErrors: [] };
  }
  const message = `A bulk operation cannot be canceled when it is ${before.status.toLowerCase()}`;
  return { bulkOperation: before, userErrors: [{ field: null, message }] };
}

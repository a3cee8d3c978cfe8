import { type GraphQLSchema, OperationTypeNode } from 'graphql';

import { notImplemented } from '../errors.ts';
import { type AcceptedOperation, acceptOperation } from '../operation.ts';
import { type BulkConnection, findConnections } from './connections.ts';
import { selectedFields } from './selections.ts';

/** "Operation restrictions" of https://shopify.dev/docs/api/usage/bulk-operations/queries */
const CONNECTIONS_MAX = 5;
const NESTING_MAX = 2;

/** A query that may run in bulk, with the connections at its root. */
export interface BulkQuery {
  readonly operation: AcceptedOperation;
  readonly connections: readonly BulkConnection[];
}

/**
 * Holds a query against the rules of bulk operations. The sentences are those of the API's own user errors.
 * @returns the query, or a sentence for each rule that it breaks
 * @throws GraphQLError where the sandbox cannot run what Shopify could
 */
export function checkBulkQuery(
  schema: GraphQLSchema,
  query: string,
): BulkQuery | { readonly broken: readonly string[] } {
  const checked = acceptOperation(schema, { query, variables: {}, operationName: undefined });
  if ('errors' in checked) {
    return { broken: checked.errors.map(({ message }) => `Invalid bulk query: ${message}`) };
  }
  const operation = checked.accepted;
  const root = schema.getQueryType();
  if (!root || operation.operation.operation !== OperationTypeNode.QUERY) {
    return { broken: ['Invalid operation type. Only `query` operations are supported.'] };
  }
  const { selectionSet } = operation.operation;
  const names = selectedFields(operation, selectionSet, root).map(({ field }) => field.name);
  const connections = findConnections(operation, selectionSet, root);
  const broken = brokenRules(names, connections);
  if (broken.length > 0) return { broken };
  if (connections.length < names.length || connections.some(({ path }) => path.length > 1)) {
    throw notImplemented('bulk queries whose top-level fields are not all connections');
  }
  return { operation, connections };
}

function withNested(connections: readonly BulkConnection[]): BulkConnection[] {
  return connections.flatMap((one) => [one, ...withNested(one.children)]);
}

function namesOf(connections: readonly BulkConnection[]): string[] {
  return [...new Set(connections.map(({ name }) => name))];
}

function brokenRules(rootNames: readonly string[], roots: readonly BulkConnection[]): string[] {
  const all = withNested(roots);
  const byNodes = namesOf(all.filter(({ selectsNodes }) => selectsNodes));
  const withoutId = namesOf(
    all.filter(({ children, nodesHaveId }) => children.length > 0 && !nodesHaveId),
  );
  const broken: string[] = [];
  if (byNodes.length > 0) {
    broken.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { ` +
        `edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${byNodes.join("', '")}'.`,
    );
  }
  for (const name of ['node', 'nodes'].filter((one) => rootNames.includes(one))) {
    broken.push(`Bulk queries cannot contain a top level \`${name}\` field.`);
  }
  if (all.some(({ depth }) => depth > NESTING_MAX)) {
    broken.push(
      `Bulk queries cannot contain connections with a nesting depth greater than ${NESTING_MAX}.`,
    );
  }
  if (all.length > CONNECTIONS_MAX) {
    broken.push(`Bulk queries cannot contain more than ${CONNECTIONS_MAX} connections.`);
  }
  if (withoutId.length > 0) {
    broken.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of ` +
        `'ID' return type. Connection fields without 'id': ${withoutId.join(', ')}.`,
    );
  }
  if (all.some(({ inList }) => inList)) {
    broken.push(
      'Queries that contain a connection field within a list field are not currently supported.',
    );
  }
  if (all.length === 0) broken.push('Bulk queries must contain at least one connection.');
  return broken;
}

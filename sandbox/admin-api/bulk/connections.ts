import {
  type GraphQLCompositeType,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
} from 'graphql';

import type { AcceptedOperation } from '../operation.ts';
import { type SelectedField, selectedFields } from './selections.ts';

/** A connection of a bulk query, and those inside its nodes. */
export interface BulkConnection {
  /** The field's name, as errors say it. */
  readonly name: string;
  /** Keys from the object that it belongs to down to it. */
  readonly path: readonly string[];
  /** Keys of `edges` and of `node` in it; undefined where the query selects them otherwise. */
  readonly edgesKey: string | undefined;
  readonly nodeKey: string | undefined;
  readonly selectsNodes: boolean;
  /** How many connections it lies in, itself included. */
  readonly depth: number;
  readonly inList: boolean;
  /** Whether its nodes tell their ids under that name. */
  readonly nodesHaveId: boolean;
  readonly children: readonly BulkConnection[];
}

interface Place {
  readonly path: readonly string[];
  readonly depth: number;
  readonly inList: boolean;
}

/** The connections that an object's selection set holds, inside its objects and lists too. */
export function findConnections(
  operation: AcceptedOperation,
  set: SelectionSetNode,
  type: GraphQLCompositeType,
  place: Place = { path: [], depth: 0, inList: false },
): BulkConnection[] {
  return selectedFields(operation, set, type).flatMap((selected) => {
    const { node, field, key } = selected;
    const named = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(named)) return [];
    const path = [...place.path, key];
    if (named.name.endsWith('Connection')) {
      return [toConnection(operation, selected, { ...place, path })];
    }
    const inList = place.inList || isListType(getNullableType(field.type));
    return findConnections(operation, node.selectionSet, named, { ...place, path, inList });
  });
}

function toConnection(
  operation: AcceptedOperation,
  selected: SelectedField,
  { path, depth, inList }: Place,
): BulkConnection {
  const within = fieldsWithin(operation, selected);
  const edges = within.find(({ field }) => field.name === 'edges');
  const node = edges && fieldsWithin(operation, edges).find(({ field }) => field.name === 'node');
  const type = node && getNamedType(node.field.type);
  const set = node?.node.selectionSet;
  const place = { path: [], depth: depth + 1, inList };
  return {
    name: selected.field.name,
    path,
    edgesKey: edges?.key,
    nodeKey: node?.key,
    selectsNodes: within.some(({ field }) => field.name === 'nodes'),
    depth: depth + 1,
    inList,
    nodesHaveId:
      node !== undefined &&
      fieldsWithin(operation, node).some(({ key, field }) => key === 'id' && field.name === 'id'),
    children: set && isCompositeType(type) ? findConnections(operation, set, type, place) : [],
  };
}

function fieldsWithin(operation: AcceptedOperation, { node, field }: SelectedField) {
  const type = getNamedType(field.type);
  if (!node.selectionSet || !isCompositeType(type)) return [];
  return selectedFields(operation, node.selectionSet, type);
}

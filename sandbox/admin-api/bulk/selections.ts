import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  Kind,
  type SelectionSetNode,
  isCompositeType,
  isUnionType,
} from 'graphql';

import type { AcceptedOperation } from '../operation.ts';

/** A field as it is selected, with what the schema says of it. */
export interface SelectedField {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  /** Its name in the answer. */
  readonly key: string;
}

/** The fields that a selection set asks of a type, those of its fragments included. */
export function selectedFields(
  operation: AcceptedOperation,
  set: SelectionSetNode,
  type: GraphQLCompositeType,
): SelectedField[] {
  return set.selections.flatMap((selection): SelectedField[] => {
    if (selection.kind === Kind.FIELD) {
      const field = isUnionType(type) ? undefined : type.getFields()[selection.name.value];
      const key = (selection.alias ?? selection.name).value;
      return field ? [{ node: selection, field, key }] : [];
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? operation.fragments[selection.name.value]
        : selection;
    if (!fragment) return [];
    const condition = fragment.typeCondition;
    const narrowed = condition ? operation.schema.getType(condition.name.value) : type;
    return isCompositeType(narrowed)
      ? selectedFields(operation, fragment.selectionSet, narrowed)
      : [];
  });
}

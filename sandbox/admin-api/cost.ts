import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  isUnionType,
} from 'graphql';

/**
 * What an operation costs, in points: a scalar or enum nothing, an object 1, a mutation 10, an interface or union as
 * much as its dearest selection, and a connection sized by `first` and `last`.
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits#cost-calculation
 *
 * How a connection is sized is not documented to the point. Here it costs 2 and every object it may return, as
 * Shopify's engineers have described it; the real API has been seen to charge less for large pages, so what fits
 * here fits there.
 */
const MUTATION_COST = 10;
const CONNECTION_COST = 2;
const OBJECT_COST = 1;

export interface CostQuestion {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Before execution there is no answer, and the most that may come is counted. */
const NOT_KNOWN = undefined;

/** The cost before execution: of the most that the operation can return. */
export function requestedCost(question: CostQuestion): number {
  return costOfOperation(question, NOT_KNOWN);
}

/**
 * The cost after execution: of what was returned.
 * @param data the answer's `data`
 */
export function actualCost(question: CostQuestion, data: unknown): number {
  return costOfOperation(question, data ?? {});
}

function costOfOperation(question: CostQuestion, data: unknown): number {
  const { selectionSet, operation } = question.operation;
  if (operation === OperationTypeNode.MUTATION)
    return MUTATION_COST * selectionSet.selections.length;
  const root = question.schema.getRootType(operation);
  return root ? costOfSelections(question, selectionSet, { type: root, data, pageSize: 1 }) : 0;
}

/** The object that a selection set is taken of. */
interface Subject {
  readonly type: GraphQLCompositeType;
  readonly data: unknown;
  /** How many nodes it may return, if it is a connection. */
  readonly pageSize: number;
}

function costOfSelections(question: CostQuestion, set: SelectionSetNode, of: Subject): number {
  let always = 0;
  let dearest = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      always += costOfField(question, selection, of);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? question.fragments[selection.name.value]
        : selection;
    const type = fragment && typeOfFragment(question, fragment, of);
    if (!type) continue;
    const cost = costOfSelections(question, fragment.selectionSet, { ...of, type });
    // Fragments on different objects of an interface or union exclude each other.
    if (isAbstractType(of.type) && isObjectType(type)) dearest = Math.max(dearest, cost);
    else always += cost;
  }
  return always + dearest;
}

/** The type that a fragment narrows to; undefined where the answer shows that it does not apply. */
function typeOfFragment(
  { schema }: CostQuestion,
  fragment: FragmentDefinitionNode | InlineFragmentNode,
  of: Subject,
): GraphQLCompositeType | undefined {
  const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : of.type;
  if (!isCompositeType(type)) return undefined;
  const answered = propertyOf(of.data, '__typename');
  const excluded = isObjectType(type) && answered !== undefined && answered !== type.name;
  return excluded ? undefined : type;
}

function costOfField(question: CostQuestion, node: FieldNode, of: Subject): number {
  const field = isUnionType(of.type) ? undefined : of.type.getFields()[node.name.value];
  const type = field && getNamedType(field.type);
  const { selectionSet } = node;
  if (!field || !selectionSet || !isCompositeType(type)) return 0;

  const arguments_ = getArgumentValues(field, node, question.variables);
  const pageSize = Number(arguments_['first'] ?? arguments_['last'] ?? 1);
  const costOfOne = (data: unknown): number => {
    const children =
      data === null ? 0 : costOfSelections(question, selectionSet, { type, data, pageSize });
    return ownCost(type) + children;
  };

  if (of.data === NOT_KNOWN) return listSize(field, arguments_, of) * costOfOne(NOT_KNOWN);
  const answer = propertyOf(of.data, (node.alias ?? node.name).value) ?? null;
  if (!Array.isArray(answer)) return costOfOne(answer);
  return answer.reduce((sum: number, item: unknown) => sum + costOfOne(item), 0);
}

/** Of a type itself, without what is selected of it. Edges and page info are parts of their connection. */
function ownCost({ name }: GraphQLCompositeType): number {
  if (name.endsWith('Connection')) return CONNECTION_COST;
  return name.endsWith('Edge') || name === 'PageInfo' ? 0 : OBJECT_COST;
}

/** The most items that a field may return. Lists without `first` or `ids` are counted once: their size is not known. */
function listSize(
  field: GraphQLField<unknown, unknown>,
  arguments_: Record<string, unknown>,
  of: Subject,
): number {
  if (!isListType(getNullableType(field.type))) return 1;
  if (of.type.name.endsWith('Connection')) return of.pageSize;
  const ids = arguments_['ids'];
  return Array.isArray(ids) ? ids.length : Number(arguments_['first'] ?? 1);
}

function propertyOf(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null
    ? (data as Record<string, unknown>)[key]
    : undefined;
}

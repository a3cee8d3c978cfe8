import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql';

import type { CostQuestion } from './cost.ts';

/** What a client sends: https://shopify.dev/docs/api/admin-graphql#endpoints_and_queries */
export interface OperationRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** An operation that the schema accepts, ready to be costed and executed. */
export interface AcceptedOperation extends CostQuestion {
  readonly document: DocumentNode;
}

type Checked = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/** An app sends the same few texts again and again, and checking one takes most of the time of answering it. */
const CHECKED_MAX = 200;
const checked = new Map<string, Checked>();

/**
 * Parses an operation and checks it and its variables against the schema.
 * @returns the operation, or the errors with which the API refuses it before anything is executed
 */
export function acceptOperation(
  schema: GraphQLSchema,
  request: OperationRequest,
): { accepted: AcceptedOperation } | { errors: readonly GraphQLError[] } {
  const parsed = checked.get(request.query) ?? checkDocument(schema, request.query);
  if ('errors' in parsed) return parsed;
  const { document } = parsed;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { errors: [new GraphQLError('An operation name is required')] };
  const variables = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    request.variables,
  );
  if (variables.errors) return { errors: variables.errors.map(withVariableCode) };
  const fragments = fragmentsOf(document);
  return { accepted: { schema, document, operation, variables: variables.coerced, fragments } };
}

function checkDocument(schema: GraphQLSchema, query: string): Checked {
  const result = parseAndValidate(schema, query);
  if (checked.size >= CHECKED_MAX) checked.clear();
  checked.set(query, result);
  return result;
}

function parseAndValidate(schema: GraphQLSchema, query: string): Checked {
  try {
    const document = parse(query, { maxTokens: 10_000 });
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function withVariableCode(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: { code: 'INVALID_VARIABLE' },
  });
}

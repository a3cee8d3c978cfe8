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

/**
 * Parses an operation and checks it and its variables against the schema.
 * @returns the operation, or the errors with which the API refuses it before anything is executed
 */
export function acceptOperation(
  schema: GraphQLSchema,
  request: OperationRequest,
): { accepted: AcceptedOperation } | { errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(request.query, { maxTokens: 10_000 });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { errors: [new GraphQLError('An operation name is required')] };
  const variables = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    request.variables,
  );
  if (variables.errors) return { errors: variables.errors.map(withVariableCode) };
  return {
    accepted: {
      schema,
      document,
      operation,
      variables: variables.coerced,
      fragments: fragmentsOf(document),
    },
  };
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

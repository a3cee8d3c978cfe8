import { type GraphQLSchema, execute } from 'graphql';

import type { RequestContext } from './context.ts';
import { actualCost, requestedCost } from './cost.ts';
import { type AcceptedOperation, type OperationRequest, acceptOperation } from './operation.ts';
import { resolveField } from './resolvers/index.ts';
import { type Bucket, QUERY_COST_MAX } from './throttle.ts';

const RATE_LIMITS = 'https://shopify.dev/api/usage/rate-limits';

/**
 * Answers one operation, as the API does with status 200: data, or errors, and what it cost.
 * https://shopify.dev/docs/api/admin-graphql#status_and_error_codes
 */
export async function answerOperation(
  schema: GraphQLSchema,
  bucket: Bucket,
  request: OperationRequest,
  context: RequestContext & { readonly throttled?: boolean },
): Promise<object> {
  const checked = acceptOperation(schema, request);
  if ('errors' in checked) return { errors: checked.errors };
  const operation = checked.accepted;
  const requested = requestedCost(operation);
  if (requested > QUERY_COST_MAX) return tooExpensive(requested);
  if (context.throttled || !bucket.take(requested)) return throttled(requested, bucket);

  const result = await runOperation(operation, request, context);
  // A list without a page size is requested as one object, whatever it holds then.
  const actual = Math.min(requested, actualCost(operation, result.data));
  bucket.giveBack(requested - actual);
  return { ...result, extensions: { cost: costOf(requested, actual, bucket) } };
}

async function runOperation(
  { schema, document }: AcceptedOperation,
  { variables, operationName }: OperationRequest,
  contextValue: RequestContext,
) {
  const { data, errors } = await execute({
    schema,
    document,
    contextValue,
    variableValues: variables,
    operationName,
    fieldResolver: resolveField,
  });
  return { data, ...(errors && { errors }) };
}

function costOf(requestedQueryCost: number, actualQueryCost: number | null, bucket: Bucket) {
  return { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() };
}

/** https://shopify.dev/docs/api/usage/limits#single-query-limit */
function tooExpensive(cost: number): object {
  const message =
    `Query cost is ${cost}, which exceeds the single query max cost limit (${QUERY_COST_MAX}).\n\n` +
    `See ${RATE_LIMITS} for more information on how the cost of a query is calculated.`;
  const extensions = {
    code: 'MAX_COST_EXCEEDED',
    cost,
    maxCost: QUERY_COST_MAX,
    documentation: RATE_LIMITS,
  };
  return { errors: [{ message, extensions }] };
}

/** https://shopify.dev/docs/api/admin-graphql#rate_limits: nothing ran, and nothing was taken. */
function throttled(requested: number, bucket: Bucket): object {
  const extensions = { code: 'THROTTLED', documentation: RATE_LIMITS };
  return {
    errors: [{ message: 'Throttled', extensions }],
    extensions: { cost: costOf(requested, null, bucket) },
  };
}

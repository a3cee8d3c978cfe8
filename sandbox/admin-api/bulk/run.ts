import { setImmediate } from 'node:timers/promises';

import { type GraphQLError, type GraphQLFieldResolver, execute, getNamedType } from 'graphql';

import type { BulkOperation } from '../../store/bulk-types.ts';
import type { World } from '../../world.ts';
import { EVERYTHING } from '../connection.ts';
import type { Arguments, RequestContext } from '../context.ts';
import { resolveField } from '../resolvers/index.ts';
import { loadAdminSchema } from '../schema.ts';
import type { BulkConnection } from './connections.ts';
import { BulkFailure } from './failure.ts';
import { type Lines, toLines } from './lines.ts';
import { type BulkQuery, checkBulkQuery } from './rules.ts';

/** Root objects that are answered without letting anything else happen in between: some milliseconds' worth. */
const ROOTS_AT_ONCE = 50;

/**
 * Runs a bulk query: everything that the shop holds at this moment, some objects at a time, as JSON lines.
 * @throws BulkFailure when the token may not see something, or the sandbox cannot answer it
 */
export async function* runBulkQuery(
  world: World,
  { query, groupObjects, scopes }: BulkOperation,
): AsyncGenerator<Lines> {
  const checked = checkBulkQuery(await loadAdminSchema(), query);
  if ('broken' in checked) throw new BulkFailure('INTERNAL_SERVER_ERROR');
  const context: RequestContext = { world, scopes: new Set(scopes) };
  for (const connection of checked.connections) {
    const slices = new Slices(connection.path[0] ?? '');
    do {
      const data = await answerSlice(checked, context, slices);
      yield toLines(data, connection, groupObjects);
      await setImmediate();
    } while (slices.next());
  }
}

/** One of a query's connections, slice by slice; its edges are found once. */
class Slices {
  readonly #key: string;
  #connection: { edges: readonly unknown[] } | undefined;
  #from = 0;

  constructor(key: BulkConnection['path'][number]) {
    this.#key = key;
  }

  /** @returns false when nothing is left */
  next(): boolean {
    this.#from += ROOTS_AT_ONCE;
    return this.#from < (this.#connection?.edges.length ?? 0);
  }

  readonly resolve: GraphQLFieldResolver<unknown, RequestContext, Arguments> = (
    source,
    arguments_,
    context,
    info,
  ) => {
    const isConnection = getNamedType(info.returnType).name.endsWith('Connection');
    const answer = () =>
      resolveField(source, isConnection ? unpaged(arguments_) : arguments_, context, info);
    if (info.path.prev !== undefined) return answer();
    if (info.path.key !== this.#key) return { edges: [] };
    this.#connection ??= answer() as { edges: readonly unknown[] };
    const edges = this.#connection.edges.slice(this.#from, this.#from + ROOTS_AT_ONCE);
    return { ...this.#connection, edges };
  };
}

/** Bulk queries need no paging arguments, and what is given of them does not count. */
function unpaged(arguments_: Arguments): Arguments {
  return { ...arguments_, first: EVERYTHING, last: null, after: null, before: null };
}

async function answerSlice(
  { operation }: BulkQuery,
  contextValue: RequestContext,
  slices: Slices,
): Promise<Record<string, unknown>> {
  const { schema, document } = operation;
  const fieldResolver = slices.resolve;
  const { data, errors } = await execute({ schema, document, contextValue, fieldResolver });
  const [error] = errors ?? [];
  if (error) throw toFailure(error);
  return data ?? {};
}

function toFailure(error: GraphQLError): BulkFailure {
  const { code } = error.extensions;
  if (code === 'ACCESS_DENIED') return new BulkFailure('ACCESS_DENIED');
  const isLacking = code === 'NOT_IMPLEMENTED_BY_SANDBOX';
  return new BulkFailure('INTERNAL_SERVER_ERROR', isLacking ? error.message : null);
}

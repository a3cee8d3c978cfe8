import { Kind, getOperationAST, parse } from 'graphql';

import type { PlannedApiFault } from '../store/api-fault-types.ts';
import type { World } from '../world.ts';
import type { Refusal } from './context.ts';

/**
 * What somebody has planned for the operation that is asked for; that is used up then, call by call.
 * @returns undefined where nothing is planned for it, or where it cannot be read
 */
export function takePlannedFault(
  { plannedApiFaults }: Pick<World, 'plannedApiFaults'>,
  query: string,
  operationName: string | undefined,
): PlannedApiFault | undefined {
  const faults = plannedApiFaults.get();
  if (faults.length === 0) return undefined;
  const asked = rootFieldsOf(query, operationName);
  const taken = faults.find(({ operation }) => asked.has(operation));
  if (!taken) return undefined;
  const left = faults.map((fault) =>
    fault === taken ? { ...fault, calls: fault.calls - 1 } : fault,
  );
  plannedApiFaults.put(left.filter(({ calls }) => calls > 0));
  return taken;
}

/** The refusal that a planned user error stands for. */
export function toRefusal({ operation, userError }: PlannedApiFault): Refusal | undefined {
  return userError ? { mutation: operation, userError } : undefined;
}

function rootFieldsOf(query: string, operationName: string | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  try {
    const operation = getOperationAST(parse(query), operationName);
    for (const selection of operation?.selectionSet.selections ?? []) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    }
  } catch {
    // Not GraphQL: the answer will say so.
  }
  return names;
}

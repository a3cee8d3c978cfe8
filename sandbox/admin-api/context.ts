import type { GraphQLResolveInfo } from 'graphql';

import type { World } from '../world.ts';

/** What a request brings to the resolvers. */
export interface RequestContext {
  readonly world: World;
  /** The scopes of the token that the request carries. */
  readonly scopes: ReadonlySet<string>;
  /** A mutation that is to be refused, and with what. */
  readonly refusal?: Refusal | undefined;
}

/** A user error that somebody has planned for a mutation. */
export interface Refusal {
  readonly mutation: string;
  readonly userError: {
    readonly field: readonly string[] | null;
    readonly message: string;
    readonly code: string | null;
  };
}

export type Arguments = Readonly<Record<string, unknown>>;

/** How one field is answered. */
export type FieldResolver<Source> = (
  source: Source,
  arguments_: Arguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => unknown;

/** How the fields of one type are answered. What is not listed, the sandbox does not implement. */
export type FieldTable = Readonly<Record<string, FieldResolver<unknown>>>;

/**
 * The fields of a type whose objects are `Source`. The engine hands each object to the fields of its type alone,
 * which is what makes this safe.
 */
export function fieldsOf<Source>(fields: Record<string, FieldResolver<Source>>): FieldTable {
  return fields as unknown as FieldTable;
}

/** An object with the name of its type, which fields that return an interface or a union need. */
export function typed<Source extends object>(type: string, source: Source) {
  return { ...source, __typename: type };
}

/** What is wrong with an input: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/DiscountUserError */
export interface DiscountUserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  /** Of `DiscountErrorCode`. */
  readonly code: string | null;
  readonly extraInfo: null;
}

/** Collects what is wrong with one input argument. */
export interface Complaints {
  readonly all: readonly DiscountUserError[];
  /** @param path below the argument */
  add(path: readonly string[], message: string, code: string): void;
  /** Those of a part of the argument. */
  below(...path: string[]): Complaints;
}

/** @param argument the mutation's name for its input, with which fields of errors begin */
export function openComplaints(...argument: string[]): Complaints {
  const all: DiscountUserError[] = [];
  const at = (root: readonly string[]): Complaints => ({
    all,
    add: (path, message, code) =>
      void all.push({ field: [...root, ...path], message, code, extraInfo: null }),
    below: (...path) => at([...root, ...path]),
  });
  return at(argument);
}

/** An error of the whole call. */
export function callError(field: string, message: string, code: string | null): DiscountUserError {
  return { field: [field], message, code, extraInfo: null };
}

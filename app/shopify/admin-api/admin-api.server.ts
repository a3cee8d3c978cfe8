/** A GraphQL operation as code generation renders it: its text, with the types of its answer and variables. */
export interface AdminOperation<Data, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
}

/** Why an operation brought no data. Each is an expected failure: the caller decides what waits and what is told. */
export type AdminFailure =
  | { readonly kind: 'not_installed' }
  /** The shop has not granted a scope that the operation needs, or has taken it back. */
  | { readonly kind: 'access_denied'; readonly reason: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

export type AdminAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly failure: AdminFailure };

/** Shopify's Admin API on behalf of a shop, with the offline token that its installation left. */
export interface AdminApi {
  /**
   * Runs one operation.
   * @param shopDomain for example `beans.myshopify.com`
   * @returns the data, or why there is none; it throws only on bugs
   */
  run<Data, Variables>(
    shopDomain: string,
    operation: AdminOperation<Data, Variables>,
    variables: Variables,
  ): Promise<AdminAnswer<Data>>;
}

/** Which changes are asked for. */
export interface ChangesAsked {
  /** Everything that changed then or later. */
  readonly since: Date;
  /** Where the page begins; null for the first. */
  readonly after: string | null;
  /** The most that a page is to hold. */
  readonly limit: number;
}

/** The same as variables of a query that lists by `updated_at` (https://shopify.dev/docs/api/usage/search-syntax). */
export function changedSince({ since, after, limit }: ChangesAsked, pageSizeMax: number) {
  const query = `updated_at:>='${since.toISOString()}'`;
  return { query, after, first: Math.min(limit, pageSizeMax) };
}

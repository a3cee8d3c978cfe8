/** The access scopes that Evergreen cannot do without, as `shopify.app.toml` asks for them. */
export const NEEDED_SCOPES = [
  'read_orders',
  'read_products',
  'write_app_proxy',
  'write_customers',
] as const;

export type NeededScope = (typeof NEEDED_SCOPES)[number];

/**
 * Which of the needed scopes a shop does not grant. A scope to write includes the one to read.
 * @param granted as Shopify lists them
 */
export function missingScopes(granted: readonly string[]): NeededScope[] {
  const held = new Set(granted.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]));
  return NEEDED_SCOPES.filter((scope) => !held.has(scope));
}

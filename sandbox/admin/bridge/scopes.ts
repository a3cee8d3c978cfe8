import { z } from 'zod';

import {
  grantOptionalScopes,
  revokeOptionalScopes,
  scopesDetail,
} from '#sandbox/auth/granted-scopes.ts';
import type { World } from '#sandbox/world.ts';

/** Scopes that the app wants to have or to give back. */
export const ScopesWish = z.object({ scopes: z.array(z.string().min(1)).min(1) });

/**
 * Answers `shopify.scopes.query()`.
 * @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/scopes-api
 */
export function bridgeScopes(world: World) {
  const { granted, required, optional } = scopesDetail(world);
  return { granted, required, optional };
}

/** Answers `shopify.scopes.request()` once staff has agreed. */
export function bridgeGrant(world: World, wish: z.infer<typeof ScopesWish>) {
  grantOptionalScopes(world, wish.scopes);
  return bridgeScopes(world);
}

/** Answers `shopify.scopes.revoke()`. */
export function bridgeRevoke(world: World, wish: z.infer<typeof ScopesWish>) {
  revokeOptionalScopes(world, wish.scopes);
  return bridgeScopes(world);
}

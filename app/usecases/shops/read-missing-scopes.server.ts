import { findGrantedScopes } from '#app/db/shops/sessions.server.ts';
import { type NeededScope, missingScopes } from '#app/loyalty/program/needed-scopes.ts';

import type { Services } from '../services.server.ts';

/**
 * Which of the scopes that Evergreen needs a shop does not grant.
 * @returns none while it is not known what the shop grants
 */
export async function readMissingScopes(
  { database }: Pick<Services, 'database'>,
  shopDomain: string,
): Promise<NeededScope[]> {
  const granted = await findGrantedScopes(database.pool, shopDomain);
  return granted ? missingScopes(granted) : [];
}

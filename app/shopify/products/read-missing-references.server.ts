import { type CatalogReference, textOfReference } from '#app/loyalty/catalog/reference.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { toGid } from '../admin-api/gid.server.ts';
import { findExisting, IDS_A_CALL } from '../admin-api/read-existing.server.ts';

/** A product of a program may be a variant, so it is looked for as both. */
const KINDS = { product: ['Product', 'ProductVariant'], collection: ['Collection'] } as const;

/** References of one call: each is looked for under two ids at most. */
const REFERENCES_A_CALL = IDS_A_CALL / 2;

/** Which of these products, variants and collections the shop has no more. */
export async function findMissingReferences(
  adminApi: AdminApi,
  shopDomain: string,
  references: readonly CatalogReference[],
): Promise<AdminAnswer<ReadonlySet<string>>> {
  const missing = new Set<string>();
  for (let from = 0; from < references.length; from += REFERENCES_A_CALL) {
    const asked = references.slice(from, from + REFERENCES_A_CALL);
    const known = await findExisting(adminApi, shopDomain, asked.flatMap(gidsOf));
    if (!known.ok) return known;
    for (const reference of asked) {
      const isThere = gidsOf(reference).some((gid) => known.data.has(gid));
      if (!isThere) missing.add(textOfReference(reference));
    }
  }
  return { ok: true, data: missing };
}

function gidsOf({ kind, id }: CatalogReference): string[] {
  return KINDS[kind].map((type) => toGid(type, id));
}

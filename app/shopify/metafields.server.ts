import type { MemberSummary, ProgramFace } from '#app/loyalty/members/summary.ts';

import type { AdminApi, AdminFailure } from './admin-api/admin-api.server.ts';
import {
  CurrentAppInstallation,
  type MetafieldsSetInput,
  SetMetafields,
} from './generated/operations.server.ts';
import { toGid } from './admin-api/gid.server.ts';

/** What became of a write: the subjects that Shopify refused, with its reasons; or why nothing was written. */
export type WriteResult =
  | { readonly ok: true; readonly refused: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly failure: AdminFailure };

/** A metafield with the subject of the effect that wants it. */
export interface WantedMetafield {
  readonly subjectId: string;
  readonly input: MetafieldsSetInput;
}

/**
 * Writes members' summaries to the app-owned customer metafield that the storefront renders.
 * @param summaries at most 25, Shopify's limit for one call
 */
export async function writeMemberSummaries(
  adminApi: AdminApi,
  shopDomain: string,
  summaries: readonly { subjectId: string; customerId: string; summary: MemberSummary }[],
): Promise<WriteResult> {
  return setMetafields(
    adminApi,
    shopDomain,
    summaries.map(({ subjectId, customerId, summary }) => ({
      subjectId,
      input: {
        ownerId: toGid('Customer', customerId),
        namespace: '$app',
        key: 'summary',
        type: 'json',
        value: JSON.stringify(summary),
      },
    })),
  );
}

/** Writes the program's public face to the app-data metafield that the storefront renders. */
export async function writeProgramFace(
  adminApi: AdminApi,
  shopDomain: string,
  subjectId: string,
  face: ProgramFace,
): Promise<WriteResult> {
  const installation = await adminApi.run(shopDomain, CurrentAppInstallation, {});
  if (!installation.ok) return installation;
  const input = {
    ownerId: installation.data.currentAppInstallation.id,
    namespace: 'evergreen',
    key: 'program',
    type: 'json',
    value: JSON.stringify(face),
  };
  return setMetafields(adminApi, shopDomain, [{ subjectId, input }]);
}

/**
 * Sets metafields. Shopify sets all or none, so where one is refused (its customer was deleted, say) each is tried
 * alone, and the others are not kept from their due.
 * @param wanted at most 25, Shopify's limit for one call
 */
export async function setMetafields(
  adminApi: AdminApi,
  shopDomain: string,
  wanted: readonly WantedMetafield[],
): Promise<WriteResult> {
  if (wanted.length === 0) return { ok: true, refused: new Map() };
  const answer = await adminApi.run(shopDomain, SetMetafields, {
    metafields: wanted.map((metafield) => metafield.input),
  });
  if (!answer.ok) return answer;
  const errors = answer.data.metafieldsSet?.userErrors ?? [];
  const [first] = wanted;
  if (errors.length === 0 || !first) return { ok: true, refused: new Map() };
  if (wanted.length === 1) {
    const reason = errors.map((error) => error.code ?? error.message).join(', ');
    return { ok: true, refused: new Map([[first.subjectId, reason]]) };
  }
  const refused = new Map<string, string>();
  for (const each of wanted) {
    const result = await setMetafields(adminApi, shopDomain, [each]);
    if (!result.ok) return result;
    for (const [subjectId, reason] of result.refused) refused.set(subjectId, reason);
  }
  return { ok: true, refused };
}

import type { AdminApi, AdminFailure } from '../admin-api/admin-api.server.ts';
import { SetTaggedTier } from '../generated/operations.server.ts';
import { toGid } from '../admin-api/gid.server.ts';
import { setMetafields, type WantedMetafield, type WriteResult } from '../metafields.server.ts';

/** A member's tier as Shopify is to know it. */
export interface MirroredTier {
  readonly subjectId: string;
  readonly customerId: string;
  /** Null where the program has no tiers. */
  readonly tier: string | null;
  /** Its place in the ladder, 1 the lowest; 0 for none. */
  readonly rank: number;
  /** Whether she may carry the tag of a tier. */
  readonly isTagged: boolean;
  /** Since when, in the shop's time zone: `2026-11-26`. */
  readonly since: string;
}

/** Members whose metafields fit into one call of 25. */
const BATCH_SIZE = 8;

/** Stands for no tier: Shopify keeps no empty text, and no tier's key begins so. */
const NO_TIER = '-';

/** What came of writing tiers; where a call failed, also of which members Shopify had been told before it. */
export type TiersWritten =
  | { readonly ok: true; readonly refused: ReadonlyMap<string, string> }
  | {
      readonly ok: false;
      readonly failure: AdminFailure;
      readonly done: ReadonlySet<string>;
      readonly refused: ReadonlyMap<string, string>;
    };

/**
 * Writes members' tiers to app-owned customer metafields, of types that segments can ask for, and to a tag, which anybody's
 * automations understand: `Evergreen: gold`. Everybody is on the lowest rung; it has no tag.
 *
 * Whatever a call writes is whole: metafields and tags of a member go together. If the first of several calls for her
 * were repeated with the others, a shop whose rate limit is exhausted would spend what it regains on the first alone, for
 * ever.
 * @param ladderKeys keys of all tiers that there ever were, whose tags are the app's
 */
export async function writeMemberTiers(
  adminApi: AdminApi,
  shopDomain: string,
  tiers: readonly MirroredTier[],
  ladderKeys: readonly string[],
): Promise<TiersWritten> {
  const refused = new Map<string, string>();
  const done = new Set<string>();
  for (const batch of callsFor(tiers)) {
    const [first] = batch;
    if (!first) continue;
    const result = first.isTagged
      ? await writeTagged(adminApi, shopDomain, first, ladderKeys)
      : await setMetafields(adminApi, shopDomain, batch.flatMap(metafieldsOf));
    if (!result.ok) return { ...result, done, refused };
    for (const [subjectId, reason] of result.refused) refused.set(subjectId, reason);
    for (const { subjectId } of batch) if (!refused.has(subjectId)) done.add(subjectId);
  }
  return { ok: true, refused };
}

/** Who may carry a tag has a call of her own, the others share theirs. */
function callsFor(tiers: readonly MirroredTier[]): MirroredTier[][] {
  const calls = tiers.filter(({ isTagged }) => isTagged).map((tier) => [tier]);
  const untagged = tiers.filter(({ isTagged }) => !isTagged);
  for (let start = 0; start < untagged.length; start += BATCH_SIZE) {
    calls.push(untagged.slice(start, start + BATCH_SIZE));
  }
  return calls;
}

function metafieldsOf({ subjectId, customerId, tier, rank, since }: MirroredTier) {
  const of = (key: string, type: string, value: string): WantedMetafield => ({
    subjectId,
    input: { ownerId: toGid('Customer', customerId), namespace: '$app', key, type, value },
  });
  return [
    of('tier', 'single_line_text_field', tier ?? NO_TIER),
    of('tier_rank', 'number_integer', String(rank)),
    of('tier_since', 'date', since),
  ];
}

async function writeTagged(
  adminApi: AdminApi,
  shopDomain: string,
  member: MirroredTier,
  ladderKeys: readonly string[],
): Promise<WriteResult> {
  const { subjectId, customerId, tier, rank } = member;
  const present = tier !== null && rank > 1 ? [tagOf(tier)] : [];
  const former = ladderKeys.map(tagOf).filter((tag) => !present.includes(tag));
  const answer = await adminApi.run(shopDomain, SetTaggedTier, {
    id: toGid('Customer', customerId),
    metafields: metafieldsOf(member).map(({ input }) => input),
    former,
    present,
  });
  if (!answer.ok && answer.failure.kind === 'refused') {
    return { ok: true, refused: new Map([[subjectId, answer.failure.reason]]) };
  }
  if (!answer.ok) return answer;
  const { metafieldsSet, tagsAdd, tagsRemove } = answer.data;
  const errors = [metafieldsSet, tagsRemove, tagsAdd].flatMap((part) => part?.userErrors ?? []);
  if (errors.length === 0) return { ok: true, refused: new Map() };
  return { ok: true, refused: new Map([[subjectId, errors.map(({ message }) => message).join()]]) };
}

function tagOf(tier: string): string {
  return `Evergreen: ${tier}`;
}

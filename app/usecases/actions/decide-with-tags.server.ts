import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { asksForTags, ruleInForce } from '#app/loyalty/actions/judge-action.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';

import type { Services } from '../services.server.ts';
import type { ActionOutcome, ActionWish } from './action-wish.server.ts';
import { decideActions } from './decide-actions.server.ts';
import { readTags } from './read-tags.server.ts';

/** A wish before it is known which tags the member has. */
export type UntaggedWish = Omit<ActionWish, 'tags'>;

/** What wishes came to; they came to nothing yet where Shopify did not say who has which tags. */
export type Decided =
  | { readonly ok: true; readonly outcomes: readonly ActionOutcome[] }
  | { readonly ok: false; readonly failure: AdminFailure };

/**
 * Decides about actions in a transaction of their own. Which tags customers have is asked of Shopify before it, and only
 * for rules that ask for tags.
 * @param finish what belongs into the same transaction
 */
export async function decideWithTags(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
  wishes: readonly UntaggedWish[],
  finish?: (sql: Sql, outcomes: readonly ActionOutcome[]) => Promise<void>,
): Promise<Decided> {
  const tags = await readTags(services, shop, await listAskedFor(services, shop, wishes));
  if (!tags.ok) return tags;
  const now = services.clock.now();
  const tagged = wishes.map((wish) => ({ ...wish, tags: tags.data.get(wish.memberId) ?? [] }));
  const outcomes = await inTransaction(services.database, async (sql) => {
    const decided = await decideActions(sql, shop, tagged, now);
    await finish?.(sql, decided);
    return decided;
  });
  return { ok: true, outcomes };
}

/** Members whose tags have to be known for judging what they did. */
async function listAskedFor(
  { database }: Pick<Services, 'database'>,
  shop: Shop,
  wishes: readonly UntaggedWish[],
): Promise<MemberId[]> {
  if (wishes.length === 0) return [];
  const versions = await listProgramVersions(database.pool, shop.id);
  const asking = wishes.filter(({ rule, at }) => {
    const found = ruleInForce(versions, rule, at);
    return found !== undefined && asksForTags(found.rule);
  });
  return [...new Set(asking.map(({ memberId }) => memberId))];
}

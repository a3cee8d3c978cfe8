import { listRewardGaps } from '#app/db/redemptions/reward-gaps.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { findGrantedScopes } from '#app/db/shops/sessions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { missingCashOutScopes } from '#app/loyalty/cash-out/needed-scopes.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { pausedRewards } from '#app/loyalty/rewards/references.ts';

/** Keys of the rewards that a shop cannot give now: their product is gone, or a permission is missing. */
export async function withheldRewards(
  sql: Sql,
  shop: Pick<Shop, 'id' | 'domain'>,
  { rewards }: Program,
): Promise<ReadonlySet<string>> {
  const paused = pausedRewards(rewards, await listRewardGaps(sql, shop.id));
  const granted = (await findGrantedScopes(sql, shop.domain)) ?? null;
  const forbidden = rewards.filter(
    ({ gives }) => missingCashOutScopes(gives.kind, granted).length > 0,
  );
  return paused.union(new Set(forbidden.map(({ key }) => key)));
}

import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { readFacts } from '#app/db/orders/order-chain.server.ts';
import { type GivenPrizes, listGivenPrizes } from '#app/db/redemptions/prizes.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import { type Completion, completionsOf } from '#app/loyalty/history/completions.ts';
import { openPrizesOf } from '#app/loyalty/history/open-prizes.ts';
import type { MemberId } from '#app/loyalty/ids.ts';

import { grantRewards, type Prize } from './grant-reward.server.ts';
import type { RedeemingShop } from './asked-reward.server.ts';

/** Most prizes of one challenge that a member is given in one transaction. */
const PRIZES_MAX = 100;

/**
 * Gives members the rewards that they have won by completing challenges and were not given yet. What was given once stays
 * given, also where a return undoes what completed the challenge (the ledger's law 4): the next completion then is the one
 * that was given already. A prize that cannot be given now is given when it is looked at next, and
 * so is what is left of very many: each that is given asks for her summary, and with it for another look.
 * @param sql an open transaction in which no member is locked yet
 * @param memberIds nobody's aliases
 */
export async function handOutPrizes(
  sql: Sql,
  shop: RedeemingShop,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<void> {
  await lockForJudging(sql, shop.id);
  const versions = await listProgramVersions(sql, shop.id);
  const hasPrizes = versions.some(({ program }) =>
    program.earning.challenges.some(({ prize }) => prize.kind === 'reward'),
  );
  if (!hasPrizes || memberIds.length === 0) return;
  await lockAccounts(sql, shop.id, memberIds);
  const starts = memberIds.map((memberId) => ({ memberId, at: -Infinity, orderId: null }));
  const facts = await readFacts(sql, shop.id, starts);
  const marks = Map.groupBy(facts, (fact) => fact.memberId);
  const given = await listGivenPrizes(sql, shop.id, memberIds);
  const prizes = memberIds.flatMap((memberId) =>
    nextPrizes(memberId, completionsOf(marks.get(memberId) ?? []), given.get(memberId)),
  );
  await grantRewards(sql, shop, prizes, now);
}

/** What a member has won and is given now, the earliest first. Their numbers only tell the prizes of a challenge apart. */
function nextPrizes(
  memberId: MemberId,
  completions: readonly Completion[],
  given: GivenPrizes | undefined,
): Prize[] {
  const open = openPrizesOf(completions, given?.counts ?? new Map());
  return [...Map.groupBy(open, ({ challenge }) => challenge)].flatMap(([challenge, all]) => {
    const highest = given?.highest.get(challenge) ?? 0;
    const rewards = all.flatMap(({ reward, times }) =>
      Array.from({ length: Math.min(times, PRIZES_MAX) }, () => reward),
    );
    return rewards.slice(0, PRIZES_MAX).map((rewardKey, index): Prize => {
      const id = `${challenge}:${memberId}:${highest + index + 1}`;
      return { memberId, rewardKey, cause: { kind: 'challenge', id } };
    });
  });
}

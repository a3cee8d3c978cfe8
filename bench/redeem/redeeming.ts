import { randomUUID } from 'node:crypto';

import type { Database } from '#app/db/database.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import { clock } from '#app/platform/clock.server.ts';
import { createRewardCounter } from '#app/usecases/redeeming/redeem-reward.server.ts';
import type { AskedReward } from '#app/usecases/redeeming/asked-reward.server.ts';
import { anyMember, type Population } from '#bench/ledger/members.ts';

import { PRICE } from './stall.ts';

/** Members who ask for a code, and what they were given. */
export interface Redeemers {
  /** Any member asks once. @returns 1 */
  redeem(): Promise<number>;
  /** Every code that was handed out, in the order of the answers. */
  readonly codes: readonly string[];
}

/** Each call redeems once, as a route does. */
export function createRedeemers(database: Database, population: Population): Redeemers {
  const counter = createRewardCounter({ database, clock });
  const codes: string[] = [];
  return {
    codes,
    async redeem() {
      const outcome = await counter.redeem(population.shop, ask(anyMember(population)));
      if (outcome.outcome !== 'redeemed' || outcome.redemption.code === null) {
        throw new Error(`redeeming came to ${outcome.outcome}`);
      }
      codes.push(outcome.redemption.code);
      return 1;
    },
  };
}

/** A member asks for the reward. */
export function ask(memberId: MemberId): AskedReward {
  return {
    memberId,
    rewardKey: 'one-off',
    asks: { points: PRICE, choice: null },
    cause: { kind: 'member', id: randomUUID() },
  };
}

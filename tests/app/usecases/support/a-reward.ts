import type { Program } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { aReward as anyReward } from '#tests/app/loyalty/some-rules.ts';

/** A reward for everybody: 5.00 EUR off for 500 points, unless told otherwise. */
export function aReward(change: Partial<Reward> = {}): Reward {
  return anyReward({
    name: 'Five euros off',
    gives: { kind: 'amount_off', steps: [{ points: 500, amount: 500 }], products: 'all' },
    combines: { order: false, product: true, shipping: true },
    ...change,
  });
}

/** A program with these rewards, by which orders earn nothing, so that what moves points are redemptions. */
export function programWith(rewards: readonly Reward[], change: Partial<Program> = {}): Program {
  return { ...programOf({ order: { minimum: 100_000_000 } }), ...change, rewards: [...rewards] };
}

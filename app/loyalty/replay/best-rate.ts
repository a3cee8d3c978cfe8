import { proportion } from '../money.ts';
import type { Program } from '../program/program.ts';

/** What points are worth at a reward. */
export interface PointRate {
  /** The reward's key. */
  readonly reward: string;
  readonly points: number;
  /** Minor units that so many points buy. */
  readonly amount: number;
}

/**
 * The most that members get for their points: of all that is offered for money, the step with the most for a point. That
 * is what outstanding points can cost the shop.
 * @returns null where points buy no money
 */
export function bestRate({ rewards }: Pick<Program, 'rewards'>): PointRate | null {
  let best: PointRate | null = null;
  for (const { key, gives, offered } of rewards) {
    if (offered !== 'yes' || !('steps' in gives)) continue;
    for (const { points, amount } of gives.steps) {
      // Compared crosswise, so that no rate is rounded.
      if (!best || BigInt(amount) * BigInt(best.points) > BigInt(best.amount) * BigInt(points)) {
        best = { reward: key, points, amount };
      }
    }
  }
  return best;
}

/** What points are worth at a rate, in minor units. */
export function valueOf(points: number, rate: PointRate): number {
  return proportion(points, rate.amount, rate.points);
}

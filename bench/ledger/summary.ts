import { median, rounded } from '#bench/support/statistics.ts';

import type { Pace } from './pace.ts';

/** One measurement of each. */
export interface Round {
  readonly floor: Pace;
  readonly singly: Pace;
  readonly singlyGrown: Pace;
  readonly inBatches: Pace;
  readonly inBatchesGrown: Pace;
}

/** Medians over the rounds. A ratio is taken within a round, where both sides found the machine in the same state. */
export function summarize(rounds: readonly Round[]) {
  const middle = (read: (round: Round) => number) => median(rounds.map(read));
  const perSecond = (name: keyof Round) => rounded(middle((round) => round[name].perSecond));
  const ratio = (name: keyof Round, to: keyof Round) =>
    rounded(
      middle((round) => round[name].perSecond / round[to].perSecond),
      3,
    );
  return {
    awardsPerSecond: perSecond('singly'),
    batchedAwardsPerSecond: perSecond('inBatches'),
    floorPerSecond: perSecond('floor'),
    ratio: ratio('singly', 'floor'),
    batchedRatio: ratio('inBatches', 'floor'),
    awardsPerSecondGrown: perSecond('singlyGrown'),
    batchedAwardsPerSecondGrown: perSecond('inBatchesGrown'),
    ratioAtTenMillion: ratio('singlyGrown', 'singly'),
    batchedRatioAtTenMillion: ratio('inBatchesGrown', 'inBatches'),
    awardMsP50: rounded(
      middle((round) => round.singly.p50Ms),
      2,
    ),
    awardMsP99: rounded(
      middle((round) => round.singly.p99Ms),
      2,
    ),
    batchMsP50: rounded(
      middle((round) => round.inBatches.p50Ms),
      2,
    ),
    batchMsP99: rounded(
      middle((round) => round.inBatches.p99Ms),
      2,
    ),
    floorMsP50: rounded(
      middle((round) => round.floor.p50Ms),
      2,
    ),
    floorMsP99: rounded(
      middle((round) => round.floor.p99Ms),
      2,
    ),
    rounds: rounds.map((round) =>
      Object.fromEntries(
        Object.entries(round).map(([name, pace]: [string, Pace]) => [
          name,
          rounded(pace.perSecond),
        ]),
      ),
    ),
  };
}

import type { Completion } from './completions.ts';

/** Rewards that a member has won with a challenge and was not given yet. */
export interface OpenPrize {
  /** The challenge's key. */
  readonly challenge: string;
  /** The reward's key. */
  readonly reward: string;
  /** How many of it; 1 or more. */
  readonly times: number;
}

/**
 * What a member has won by completing challenges and was not given yet. Of a challenge she is given as many rewards as
 * its completions have won, whatever else it brings by other versions of the program: what was given stays given, also
 * where a return undoes what won it, and then stands for a completion that takes its place (the ledger's law 4).
 * @param completions all of hers, from the first to the last
 * @param given how many she was given of each reward, by challenge
 * @returns the earliest first
 */
export function openPrizesOf(
  completions: readonly Completion[],
  given: ReadonlyMap<string, ReadonlyMap<string, number>>,
): OpenPrize[] {
  const won = completions.flatMap(({ challenge, reward, times }): OpenPrize[] =>
    reward === null ? [] : [{ challenge, reward, times }],
  );
  return [...Map.groupBy(won, ({ challenge }) => challenge)].flatMap(([challenge, all]) => {
    const left = new Map(given.get(challenge));
    // Each completion had its own reward, where that was given; what then is left over stands for any.
    const own = all.map((prize) => less(prize, left, [prize.reward]));
    return own.map((prize) => less(prize, left, [...left.keys()])).filter(({ times }) => times > 0);
  });
}

/** What is left of a prize when those that were given are taken from it; notes what is left of these. */
function less(prize: OpenPrize, left: Map<string, number>, rewards: readonly string[]): OpenPrize {
  let { times } = prize;
  for (const reward of rewards) {
    const taken = Math.min(times, left.get(reward) ?? 0);
    left.set(reward, (left.get(reward) ?? 0) - taken);
    times -= taken;
  }
  return { ...prize, times };
}

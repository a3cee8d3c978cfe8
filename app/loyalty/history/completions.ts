import { compareMarks } from './history.ts';
import type { Mark } from '../orders/mark.ts';

/** That a member has completed a challenge by a fact, perhaps several times at once. */
export interface Completion {
  /** The challenge's key. */
  readonly challenge: string;
  /** How often; a fact may bring very many. */
  readonly times: number;
  /** When the fact happened that completed it; milliseconds since 1970. */
  readonly at: number;
  readonly by: Pick<Mark, 'kind' | 'orderId'>;
  /** Key of the reward that is the prize; null where points are, which the fact itself is worth. */
  readonly reward: string | null;
}

/**
 * Every completion of a member's, as her facts stand now.
 * @param marks all of hers, in any order
 * @returns from the first to the last
 */
export function completionsOf(marks: readonly Mark[]): Completion[] {
  return [...marks].sort(compareMarks).flatMap((mark) =>
    Object.entries(mark.challenges).flatMap(([challenge, { completed, reward }]): Completion[] => {
      if (completed === 0) return [];
      const by = { kind: mark.kind, orderId: mark.orderId };
      return [{ challenge, times: completed, at: mark.at, by, reward }];
    }),
  );
}

import type { MemberId } from '../ids.ts';
import { adjustedPoints, type Balance, balanceAfter, type BeyondBalance } from './adjustment.ts';

/** What a member has before a line is carried out, and after it. */
export interface PreviewedLine {
  readonly before: Balance;
  readonly after: Balance;
}

/**
 * What lines of a file would do, if it were carried out now: the lines above a line have been carried out by then.
 * @param balances what the members have now, in points
 * @param lines in the file's order, with all of these members' lines above them
 * @param beyond what becomes of points that are to be taken and are not there
 * @returns for each line, in their order; null for a member whose balance is not among `balances`
 */
export function previewLines(
  balances: ReadonlyMap<MemberId, Balance>,
  lines: readonly { readonly memberId: MemberId; readonly points: number }[],
  beyond: Exclude<BeyondBalance, 'refuse'>,
): (PreviewedLine | null)[] {
  const standing = new Map(balances);
  return lines.map(({ memberId, points }) => {
    const before = standing.get(memberId);
    if (!before) return null;
    const after = balanceAfter(before, adjustedPoints({ points, beyond }, before.available) ?? 0);
    standing.set(memberId, after);
    return { before, after };
  });
}

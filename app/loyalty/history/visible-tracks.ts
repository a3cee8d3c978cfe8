import type { CustomerMerge } from '../orders/chain.ts';
import type { CustomerId } from '../ids.ts';

/** Who a customer was at a time: herself, or the one she had become by then. @param at milliseconds since 1970 */
export function customerAt(
  merges: readonly CustomerMerge[],
  customer: CustomerId,
  at: number,
): CustomerId {
  const merge = merges.find(({ absorbed, mergedAt }) => absorbed === customer && mergedAt <= at);
  return merge ? customerAt(merges, merge.kept, at) : customer;
}

/**
 * Whose facts a fact of a track sees at a time: its own track's, and those of every track that was merged into it by then,
 * directly or by way of others.
 * @param at milliseconds since 1970
 */
export function visibleTracks(
  merges: readonly CustomerMerge[],
  track: CustomerId,
  at: number,
): Set<CustomerId> {
  const visible = new Set([track]);
  // A set is walked in the order of its growth, so tracks of tracks are found too.
  for (const each of visible) {
    for (const merge of merges) {
      if (merge.kept === each && merge.mergedAt <= at) visible.add(merge.absorbed);
    }
  }
  return visible;
}

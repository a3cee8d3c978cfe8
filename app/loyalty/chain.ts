import type { CustomerId, OrderId } from './ids.ts';

/**
 * A member's orders stand in a chain by (time, id): what each is worth may depend on what those before it earned (the
 * ledger's law 4). Members who were merged bring chains of their own, and nothing settled is judged anew for that (law
 * 11): an order keeps the track of the customer it was placed for, and sees another track only from the merge on.
 */
export interface ChainPlace {
  /** Milliseconds since 1970: when the order was processed, or claimed. */
  readonly at: number;
  readonly orderId: OrderId;
}

/** An order in its member's chain. */
export interface ChainLink extends ChainPlace {
  /** The customer in whose context it is judged. */
  readonly track: CustomerId;
  /** Points as judged last. */
  readonly worth: number;
}

/** Customer `absorbed` became `kept`. */
export interface CustomerMerge {
  readonly absorbed: CustomerId;
  readonly kept: CustomerId;
  /** Milliseconds since 1970. */
  readonly mergedAt: number;
}

/** Earlier by time, then by id; Shopify's ids grow. */
export function comparePlaces(a: ChainPlace, b: ChainPlace): number {
  if (a.at !== b.at) return a.at - b.at;
  return (
    a.orderId.length - b.orderId.length ||
    (a.orderId < b.orderId ? -1 : Number(a.orderId > b.orderId))
  );
}

/** What was earned on each track so far. */
export class EarnedByTrack {
  private readonly sums = new Map<CustomerId, number>();
  private readonly merges: readonly CustomerMerge[];

  /** @param merges of the member whose chain it is */
  constructor(merges: readonly CustomerMerge[]) {
    this.merges = merges;
  }

  add(track: CustomerId, points: number): void {
    this.sums.set(track, (this.sums.get(track) ?? 0) + points);
  }

  /** What an order of a track at a time has before it: its own track's, and that of every track merged into it by then. */
  before({ track, at }: Pick<ChainLink, 'track' | 'at'>): number {
    if (this.merges.length === 0) return this.sums.get(track) ?? 0;
    let earned = 0;
    for (const visible of this.visibleFrom(track, at)) earned += this.sums.get(visible) ?? 0;
    return earned;
  }

  private visibleFrom(track: CustomerId, at: number): Set<CustomerId> {
    const visible = new Set([track]);
    // A set is walked in the order of its growth, so tracks of tracks are found too.
    for (const each of visible) {
      for (const merge of this.merges) {
        if (merge.kept === each && merge.mergedAt <= at) visible.add(merge.absorbed);
      }
    }
    return visible;
  }
}

/** The new worth of a link, as the caller's judgement has it. */
export type JudgeLink<Link extends ChainLink> = (link: Link, earnedBefore: number) => number;

/**
 * Walks a chain from its beginning, or from a place on of which everything before is known as `earned`.
 * @param links in any order; each is judged with what those before it came to
 * @param earned what was earned before the first of them; it is carried on
 */
export function walkChain<Link extends ChainLink>(
  links: readonly Link[],
  earned: EarnedByTrack,
  judge: JudgeLink<Link>,
): void {
  for (const link of [...links].sort(comparePlaces)) {
    earned.add(link.track, judge(link, earned.before(link)));
  }
}

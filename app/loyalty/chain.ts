import { CustomerId, type OrderId } from './ids.ts';
import type { OrderFact } from './order-fact.ts';

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

/** Every customer whom states of an order have named, with the time of the earliest such state; ISO 8601. */
export type NamedCustomers = Readonly<Record<string, string>>;

/** With another state's word. */
export function withNamed(
  named: NamedCustomers,
  { customerId, updatedAt }: Pick<OrderFact, 'customerId' | 'updatedAt'>,
): NamedCustomers {
  if (customerId === null) return named;
  const since = named[customerId];
  return since !== undefined && since <= updatedAt ? named : { ...named, [customerId]: updatedAt };
}

/**
 * For whom an order was placed: of those who have become its customer the one who was named first. An order keeps her
 * track also when she is merged, in whichever order its states and the merge are heard of.
 */
export function trackOf(
  customerId: CustomerId,
  named: NamedCustomers,
  becomes: (customerId: CustomerId) => CustomerId,
): CustomerId {
  const owner = becomes(customerId);
  const [first] = Object.entries(named)
    .map(([id, since]) => ({ id: CustomerId.parse(id), since }))
    .filter(({ id }) => becomes(id) === owner)
    .sort((a, b) => (a.since < b.since ? -1 : Number(a.since > b.since)) || (a.id < b.id ? -1 : 1));
  return first?.id ?? customerId;
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

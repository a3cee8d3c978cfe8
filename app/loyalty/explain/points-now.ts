/** What is left of one earning, as its lot says it. Points are integers, times ISO 8601. */
export interface LotNow {
  /** All that was ever put in. */
  readonly amount: number;
  readonly pending: number;
  readonly remaining: number;
  readonly held: number;
  readonly expired: number;
  readonly owed: number;
  readonly forgiven: number;
  /** Null while nobody knows: the order is not shipped yet. */
  readonly maturesAt: string | null;
  /** Null for never. */
  readonly expiresAt: string | null;
}

/** Where some of the points are that something earned. */
export type PointsNow =
  | { readonly state: 'pending'; readonly points: number; readonly until: string | null }
  | { readonly state: 'spendable'; readonly points: number; readonly until: string | null }
  /** Since when; null where that was by a date that has changed since. */
  | { readonly state: 'expired'; readonly points: number; readonly since: string | null }
  /** Promised to a reward under way. */
  | { readonly state: 'held'; readonly points: number }
  /** Spent, or taken back. */
  | { readonly state: 'gone'; readonly points: number }
  | { readonly state: 'owed' | 'forgiven'; readonly points: number };

/**
 * Where the points are now that something earned, most useful first.
 * @param lots those that it opened
 * @param now tells a date that has come from one that was moved
 */
export function pointsNow(lots: readonly LotNow[], now: Date): PointsNow[] {
  return lots.flatMap((lot) => partsOf(lot, now)).filter(({ points }) => points > 0);
}

function partsOf(lot: LotNow, now: Date): PointsNow[] {
  const { pending, remaining, held, expired, maturesAt, expiresAt } = lot;
  const hasExpired = expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
  return [
    { state: 'spendable', points: remaining, until: expiresAt },
    { state: 'pending', points: pending, until: maturesAt },
    { state: 'held', points: held },
    { state: 'expired', points: expired, since: hasExpired ? expiresAt : null },
    { state: 'gone', points: lot.amount - pending - remaining - held - expired },
    { state: 'owed', points: lot.owed },
    { state: 'forgiven', points: lot.forgiven },
  ];
}

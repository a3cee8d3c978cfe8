/** A credit to a customer's store credit, as Shopify lists it. */
export interface ListedCredit {
  /** Shopify's; a newer one is larger. */
  readonly id: string;
  /** Minor units. */
  readonly amount: number;
  readonly expiresAt: Date | null;
  /** Made by staff or an app, not by an order. */
  readonly isAdjustment: boolean;
}

/** A credit that was asked for, of which it is not known whether it was made. */
export interface AskedCredit {
  /** The newest credit there was before. */
  readonly seenId: string;
  /** Minor units. */
  readonly amount: number;
  readonly expiresAt: Date | null;
}

/** What looking for a credit came to. */
export type CreditSearch =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'none' }
  /** Several could be it, or not all of them can be seen: somebody has to look. */
  | { readonly kind: 'ambiguous' };

/**
 * Looks for a credit that was asked for among those that are there. It is newer than what there was before, it is as much,
 * it expires at the same second, and it is not another redemption's.
 * @param credits every credit since, or the newest of them
 * @param areAll whether there are no more
 * @param taken ids of credits that are known to be other redemptions'
 */
export function findCredit(
  asked: AskedCredit,
  credits: readonly ListedCredit[],
  { areAll, taken }: { readonly areAll: boolean; readonly taken: ReadonlySet<string> },
): CreditSearch {
  const candidates = credits.filter(
    (credit) =>
      BigInt(credit.id) > BigInt(asked.seenId) &&
      credit.isAdjustment &&
      credit.amount === asked.amount &&
      secondOf(credit.expiresAt) === secondOf(asked.expiresAt) &&
      !taken.has(credit.id),
  );
  const [first] = candidates;
  if (candidates.length > 1 || !areAll) return { kind: 'ambiguous' };
  return first ? { kind: 'found', id: first.id } : { kind: 'none' };
}

/** Shopify keeps times to the second. */
function secondOf(moment: Date | null): number | null {
  return moment === null ? null : Math.floor(moment.getTime() / 1000);
}

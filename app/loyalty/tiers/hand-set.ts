/** A tier that staff gave a member: exactly this one from a moment on, whatever she reaches meanwhile. */
export interface TierPin {
  /** The tier's key; without effect while the program has no such tier. */
  readonly tier: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** The first moment at which it holds no more; null for good. */
  readonly until: number | null;
}

/** A tier that a member does not fall below until her next assessment: what another brought when both became one. */
export interface TierFloor {
  readonly tier: string;
  /** Milliseconds since 1970. */
  readonly from: number;
}

/**
 * The pin in effect at a moment: of several the one that began last, and of those the last of the list.
 * @param isKnown whether the program has a tier of that key
 */
export function pinAt(
  pins: readonly TierPin[],
  moment: number,
  isKnown: (tier: string) => boolean,
): TierPin | null {
  let latest: TierPin | null = null;
  for (const pin of pins) {
    const holds = pin.from <= moment && (pin.until === null || moment < pin.until);
    if (holds && isKnown(pin.tier) && (!latest || pin.from >= latest.from)) latest = pin;
  }
  return latest;
}

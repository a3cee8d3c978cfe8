const DAY_MS = 86_400_000;

/** Until when the codes of a discount are valid. */
export interface Validity {
  /** Names it among the discounts of the same terms: the day of its end, or `open`. */
  readonly bucket: string;
  readonly endsAt: Date | null;
}

/**
 * How long a code is valid that is claimed now. An end belongs to a discount, not to a code, so codes that are claimed
 * around the same time share one: it is valid for the days that were promised at least, and up to a day longer where
 * these are 14 at most, up to a week where they are 90 at most, and up to 30 days beyond.
 * @param validDays as the program says; null for ever
 * @param now milliseconds since 1970
 */
export function validityOf(validDays: number | null, now: number): Validity {
  if (validDays === null) return { bucket: 'open', endsAt: null };
  const length = stepOf(validDays) * DAY_MS;
  const endsAt = new Date(Math.ceil((now + validDays * DAY_MS) / length) * length);
  return { bucket: endsAt.toISOString().slice(0, 10), endsAt };
}

function stepOf(validDays: number): number {
  if (validDays <= 14) return 1;
  return validDays <= 90 ? 7 : 30;
}

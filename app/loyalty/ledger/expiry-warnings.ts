const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Which warning is due for points that expire: the one with the fewest days that they are within already. A member who
 * could not be warned sooner, because the points have just come or the program has just begun to warn, is warned once.
 * @param expiresAt milliseconds since 1970
 * @param now milliseconds since 1970
 * @param warnings days before expiry at which the program warns, in any order
 * @returns the warning's days; null where none is due, or the points have expired
 */
export function dueWarning(
  expiresAt: number,
  now: number,
  warnings: readonly number[],
): number | null {
  if (expiresAt <= now) return null;
  const due = warnings.filter((days) => expiresAt <= now + days * DAY_MS);
  return due.length === 0 ? null : Math.min(...due);
}

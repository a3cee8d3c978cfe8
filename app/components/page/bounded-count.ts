import type { Language } from '../language/language.ts';

/** A count that was not carried on for ever; `isMore` where there are more. */
export interface BoundedCount {
  readonly count: number;
  readonly isMore: boolean;
}

/** A count as the reader writes it: `1,204`, `10,000+`. */
export function writeCount({ count, isMore }: BoundedCount, { text, format }: Language): string {
  return isMore ? text('count.more', { count }) : format.number(count);
}

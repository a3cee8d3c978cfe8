import { writePoints } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/**
 * A figure of the last 30 days against that of the 30 before, in words.
 * @param now of the last 30 days, not negative
 * @param before of the 30 before, not negative
 */
export function writeComparison(now: number, before: number, { text, format }: Language): string {
  if (before === now) return text('comparison.same');
  if (before === 0) return text('comparison.first');
  const share = Math.abs(now - before) / before;
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 0 });
  return now > before ? text('comparison.more', { percent }) : text('comparison.less', { percent });
}

/** By how many points a balance differs from what it was 30 days ago, in words. */
export function writeDrift(change: number, language: Language): string {
  const { text } = language;
  if (change === 0) return text('comparison.sinceSame');
  const points = writePoints(Math.abs(change), language);
  return change > 0
    ? text('comparison.sinceMore', { change: points })
    : text('comparison.sinceLess', { change: points });
}

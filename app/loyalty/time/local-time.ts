import { offsetAt } from './time-zone.ts';

const DAY_MS = 86_400_000;

/**
 * The moment at which clocks somewhere show a date and a time. Where they are set back and show it twice, the first;
 * where they skip it, as long after the skip as it is after its beginning.
 * @param local as a form field has it: `2027-05-01T09:30`
 * @param timezone IANA name
 * @returns null for what is no date and time
 */
export function momentOfLocal(local: string, timezone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null;
  const shown = Date.parse(`${local}Z`);
  // February 30 would be read as a day of March.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(local)) return null;
  const before = offsetAt(shown - DAY_MS, timezone);
  const after = offsetAt(shown + DAY_MS, timezone);
  const moments = [shown - Math.max(before, after), shown - Math.min(before, after)];
  const exact = moments.find((moment) => moment + offsetAt(moment, timezone) === shown);
  return new Date(exact ?? shown - before);
}

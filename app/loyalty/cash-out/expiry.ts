import { dateAt } from '../time/calendar.ts';

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/**
 * Until when what is paid out now can be spent, to the second as Shopify keeps it.
 * @param expiresDays as the reward says; null for ever
 */
export function expiryOfPayOut(expiresDays: number | null, now: Date): Date | null {
  if (expiresDays === null) return null;
  const moment = now.getTime() + expiresDays * DAY_MS;
  return new Date(Math.floor(moment / SECOND_MS) * SECOND_MS);
}

/**
 * The last day of a gift card that can be spent until a moment: `2027-12-31`.
 * @param timezone the shop's, IANA name
 */
export function lastDayUntil(moment: Date, timezone: string): string {
  const { year, month, day } = dateAt(moment.getTime(), timezone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

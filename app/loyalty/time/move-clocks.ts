import { dateAt, startOfDate } from './calendar.ts';

const HOUR_MS = 3_600_000;

/**
 * When a shop's clocks are set to another zone: at the zone's next midnight that is an hour ahead at least. So no day begins
 * twice or is left out, and whoever judges at this moment by the clocks as they were is done by then.
 * @param timezone IANA name of the zone that the shop has now
 */
export function momentOfMove(timezone: string, now: Date): Date {
  const today = dateAt(now.getTime(), timezone);
  const midnight = startOfDate({ ...today, day: today.day + 1 }, timezone);
  const isNear = midnight - now.getTime() < HOUR_MS;
  return new Date(isNear ? startOfDate({ ...today, day: today.day + 2 }, timezone) : midnight);
}

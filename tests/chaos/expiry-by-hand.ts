import { dayText } from './calendar-by-hand.ts';
import type { TrueProgram } from './history.ts';

const DAY_MS = 86_400_000;

/**
 * When points are lost that nobody spends.
 * @param spendable when they can first be spent, milliseconds since 1970
 * @param timezone the shop's
 * @returns milliseconds since 1970; `Infinity` for never
 */
export function expiresByHand(
  expiry: TrueProgram['earning']['expiry'],
  spendable: number,
  timezone: string,
): number {
  const { days = 0, month = 1, day = 31, minimumDays = 0 } = expiry;
  if (expiry.kind === 'never' || spendable === Infinity) return Infinity;
  if (expiry.kind !== 'yearly') return spendable + days * DAY_MS;
  const earliest = spendable + minimumDays * DAY_MS;
  for (let year = new Date(earliest).getUTCFullYear() - 1; ; year += 1) {
    const ends = endOfDay(year, month, day, timezone);
    if (ends > earliest) return ends;
  }
}

/** The first second of the day after it, found by looking at the calendar there. */
function endOfDay(year: number, month: number, day: number, timezone: string): number {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const wanted = `${year}-${two(month)}-${two(Math.min(day, last))}`;
  const noon = Date.UTC(year, month - 1, Math.min(day, last), 12);
  // Wherever it is, the day ends within a day and a half of noon in Greenwich.
  let [within, beyond] = [noon, noon + 1.5 * DAY_MS];
  while (beyond - within > 1_000) {
    const middle = Math.floor((within + beyond) / 2_000) * 1_000;
    if (dayText(middle, timezone) <= wanted) within = middle;
    else beyond = middle;
  }
  return beyond;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

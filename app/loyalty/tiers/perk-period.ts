import { endOfPeriod, startOfPeriod } from '../time/calendar.ts';
import type { Perk } from '../program/ladder.ts';

/** A perk that is used up. */
export type UsedUpPerk = Perk & { readonly every: Exclude<Perk['every'], 'lasting'> };

/** For how long one use of a perk counts: milliseconds since 1970, `until` excluded; null for ever. */
export interface PerkPeriod {
  readonly from: number;
  readonly until: number | null;
}

/** Whether a perk is a right that is used up, and not one that lasts. */
export function isUsedUp(perk: Perk): perk is UsedUpPerk {
  return perk.every !== 'lasting';
}

/**
 * The period of the calendar in which a perk can be used once; of one that there is but once, all time.
 * @param moment milliseconds since 1970
 * @param timezone IANA name, the shop's
 */
export function perkPeriod({ every }: UsedUpPerk, moment: number, timezone: string): PerkPeriod {
  if (every === 'once') return { from: 0, until: null };
  return {
    from: startOfPeriod(every, moment, timezone),
    until: endOfPeriod(every, moment, timezone),
  };
}

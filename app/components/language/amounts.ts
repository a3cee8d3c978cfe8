import { minorDigits } from '#app/loyalty/money.ts';

import type { Language } from './language.ts';

/**
 * An amount of money as the reader writes it: `29,80 €`, `€29.80`. Where people leave the decimals of a currency out
 * (`1 200 Ft`), it has them when it is not whole.
 * @param minor amount in minor units
 * @param currency ISO 4217 code
 */
export function writeMoney(minor: number, currency: string, { format }: Language): string {
  const digits = minorDigits(currency);
  const unit = 10 ** digits;
  const places =
    minor % unit === 0 ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return format.number(minor / unit, { style: 'currency', currency, ...places });
}

/** Whole units of a currency without decimals: `10 €`, `€10`. */
export function writeWholeMoney(units: number, currency: string, { format }: Language): string {
  return format.number(units, { style: 'currency', currency, maximumFractionDigits: 0 });
}

/** An amount of points with its unit: `1,204 points`. */
export function writePoints(points: number, { text }: Language): string {
  // A true minus sign, as wide as the plus beside it; the hyphen that number formats put is shorter.
  const amount = text('points.amount', { count: Math.abs(points) });
  return points < 0 ? `−${amount}` : amount;
}

/** A change of points with its sign and no unit: `+26`, `−12`, `0`. */
export function writeChange(points: number, { format }: Language): string {
  const amount = format.number(Math.abs(points));
  if (points === 0) return amount;
  return points > 0 ? `+${amount}` : `−${amount}`;
}

/** A date of the calendar, of no place: `31 December 2026`. @param date `2026-12-31` */
export function writeDate(date: string, { format }: Language): string {
  return format.dateTime(new Date(`${date}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
}

/** A day: `3 March 2026`, in the shop's timezone. */
export function writeDay(moment: string, { format }: Language): string {
  return format.dateTime(new Date(moment), { dateStyle: 'long' });
}

import { minorDigits } from '#app/loyalty/money.ts';

import type { Language } from './language.ts';

/**
 * An amount of money as the reader writes it: `29,80 €`, `€29.80`.
 * @param minor amount in minor units
 * @param currency ISO 4217 code
 */
export function writeMoney(minor: number, currency: string, { format }: Language): string {
  return format.number(minor / 10 ** minorDigits(currency), { style: 'currency', currency });
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

/** A day: `3 March 2026`, in the shop's timezone. */
export function writeDay(moment: string, { format }: Language): string {
  return format.dateTime(new Date(moment), { dateStyle: 'long' });
}

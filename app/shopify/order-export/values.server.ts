import { AmountError, minorDigits, parseMinor } from '#app/loyalty/money.ts';

/** Plain, as Shopify writes it: no groups, a dot. */
const PLAIN = /^\d+(?:\.\d{1,2})?$/;
/** With groups of three, or a decimal comma, as spreadsheets write amounts in other languages. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;
const UNGROUPED = /^\d+(?:[.,]\d+)?$/;

/** Whether a text has the form of an amount, in whatever currency. */
export function looksLikeAmount(text: string): boolean {
  return UNGROUPED.test(text) || GROUPED.test(text);
}

/**
 * Reads an amount, with a decimal dot or comma and with or without groups of three.
 * @returns minor units; null for what is none, is negative, or can be read in two ways (`1.234`)
 */
export function readAmount(text: string, currency: string): number | null {
  const plain = PLAIN.test(text) ? text : plainAmount(text, minorDigits(currency));
  if (plain === null) return null;
  try {
    return parseMinor(plain, currency);
  } catch (error) {
    if (error instanceof AmountError) return null;
    throw error;
  }
}

function plainAmount(text: string, digits: number): string | null {
  const isGrouped = GROUPED.test(text);
  const isUngrouped = UNGROUPED.test(text);
  // Three places after the only mark are thousands to one reader and a fraction to another.
  if (isGrouped && isUngrouped && digits < 3) return null;
  if (isUngrouped) return text.replace(',', '.');
  if (!isGrouped) return null;
  const mark = /^\d+([.,])/.exec(text)?.[1] ?? '';
  return text.replaceAll(mark, '').replace(',', '.');
}

const TIME =
  /^([1-9]\d{3})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?(?: ?(Z|UTC|GMT|([+-])(\d\d):?(\d\d)))?$/;

/**
 * Reads a time as Shopify writes it (`2024-03-05 14:22:10 +0100`) or as ISO 8601. One without its distance from UTC is
 * taken for UTC, and a day for its beginning.
 * @returns ISO 8601 in UTC; null for what is no time, or no day of the calendar
 */
export function readTime(text: string): string | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const [hour, minute, second] = [part(4), part(5), part(6)];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= days;
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  const [aheadHours, aheadMinutes] = [part(9), part(10)];
  if (aheadHours > 18 || aheadMinutes > 59) return null;
  const ahead = (match[8] === '-' ? -1 : 1) * (aheadHours * 60 + aheadMinutes);
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute - ahead, second));
  // A time of the last night of the year 9999 may belong to a year with five digits.
  return utc.getUTCFullYear() > 9999 ? null : utc.toISOString();
}

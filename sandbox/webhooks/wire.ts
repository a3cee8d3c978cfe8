import { toDecimal } from '../commands/money.ts';
import type { Minor } from '../store/scalars.ts';
import type { SandboxShop } from '../store/shop-types.ts';

declare global {
  interface JSON {
    /** JSON text that `stringify` writes as it is (ECMAScript proposal "JSON.parse source text access"). */
    rawJSON(text: string): object;
  }
}

/** An id as an exact integer on the wire: `JSON.stringify` of a number would round those above 2^53. */
export function rawId(id: string): object {
  return JSON.rawJSON(BigInt(id).toString());
}

export interface MoneySet {
  shop_money: { amount: string; currency_code: string };
  presentment_money: { amount: string; currency_code: string };
}

/** An amount in both of an order's currencies, which are one in this shop. */
export function moneySet(amount: Minor, currency: string): MoneySet {
  const money = { amount: toDecimal(amount), currency_code: currency };
  return { shop_money: money, presentment_money: { ...money } };
}

const QUARTER_HOUR_MS = 900_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, string>();

function offsetAt(moment: Date, timezone: string): string {
  // Offsets change on quarter hours at most, and asking Intl costs more than the rest of a body.
  const bucket = `${timezone} ${Math.floor(moment.getTime() / QUARTER_HOUR_MS)}`;
  const known = offsets.get(bucket);
  if (known !== undefined) return known;
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' });
  formats.set(timezone, format);
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value;
  // Greenwich itself is plain `GMT`.
  const offset = !name || name === 'GMT' ? '+00:00' : name.slice('GMT'.length);
  offsets.set(bucket, offset);
  return offset;
}

function offsetToMs(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** A moment in the shop's own time, as bodies carry it: `2026-11-22T01:57:00+01:00`. */
export function shopTime(time: string, shop: Pick<SandboxShop, 'timezone'>): string {
  const moment = new Date(time);
  const offset = offsetAt(moment, shop.timezone);
  const local = new Date(moment.getTime() + offsetToMs(offset));
  return `${local.toISOString().slice(0, 19)}${offset}`;
}

/** A short token that looks random and is always the same for the same thing. */
export function tokenOf(id: string): string {
  return BigInt.asUintN(64, BigInt(id) * 0x9e3779b97f4a7c15n)
    .toString(36)
    .toUpperCase()
    .padStart(13, '0');
}

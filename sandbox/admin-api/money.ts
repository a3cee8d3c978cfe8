import { toDecimal } from '../commands/money.ts';
import type { Minor } from '../store/scalars.ts';

export interface MoneyV2 {
  readonly amount: string;
  readonly currencyCode: string;
}

/** A `MoneyV2`. The API writes decimals without trailing zeros, but with one place at least: `12.5`, `12.0`. */
export function toMoney(amount: Minor, currencyCode: string): MoneyV2 {
  return { amount: toDecimal(amount).replace(/0$/, ''), currencyCode };
}

/** A `MoneyBag`: the amount in the shop's and in the customer's currency, which are one in this shop. */
export function toMoneyBag(amount: Minor, currencyCode: string) {
  const money = toMoney(amount, currencyCode);
  return { shopMoney: money, presentmentMoney: money };
}

import { minorDigits } from '#app/loyalty/money.ts';

import type { CurrencyCode, MoneyInput } from '../generated/operations.server.ts';

/**
 * An amount as Shopify's inputs want it: `{ amount: "12.50", currencyCode: "EUR" }`.
 * @param minor minor units, not negative
 * @param currency ISO 4217 code
 */
export function toMoneyInput(minor: number, currency: string): MoneyInput {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  const amount =
    digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(text.length - digits)}`;
  // The shop's currency came from Shopify.
  return { amount, currencyCode: currency as CurrencyCode };
}

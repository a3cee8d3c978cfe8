import type { Minor } from '../../store/scalars.ts';

/**
 * Formats an amount in the reader's language. Shopify's `money` follows the shop's currency format
 * (https://shopify.dev/docs/api/liquid/filters/money), which is one for all languages; the sandbox acts as a shop whose
 * format is set per market, so that each language reads as it should.
 * @param amount minor units
 */
export function formatMoney(amount: Minor, locale: string, currency: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 100);
}

/** The same without cents where there are none, https://shopify.dev/docs/api/liquid/filters/money_without_trailing_zeros */
export function formatMoneyWithoutZeros(amount: Minor, locale: string, currency: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount / 100);
}

/** The number alone, https://shopify.dev/docs/api/liquid/filters/money_without_currency */
export function formatMoneyWithoutCurrency(amount: Minor, locale: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, digits).format(amount / 100);
}

/** What `shop.money_format` says, https://help.shopify.com/manual/payments/currency-formatting */
export function moneyFormat(locale: string, currency: string): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(1.5);
  const decimal = parts.find((part) => part.type === 'decimal')?.value;
  const amount = decimal === ',' ? '{{amount_with_comma_separator}}' : '{{amount}}';
  const number = new Set(['integer', 'decimal', 'fraction', 'group']);
  return parts
    .filter((part) => part.type === 'integer' || !number.has(part.type))
    .map((part) => (part.type === 'integer' ? amount : part.value))
    .join('');
}

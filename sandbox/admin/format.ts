import type { Minor, Time } from '#sandbox/store/scalars.ts';
import type { SandboxShop } from '#sandbox/store/shop-types.ts';

const LANGUAGE = 'en-GB';

/** Money of the shop's currency, e.g. `€12.40`; `amount` in minor units. */
export function formatMoney(amount: Minor, currency: string): string {
  return new Intl.NumberFormat(LANGUAGE, { style: 'currency', currency }).format(amount / 100);
}

/** The amount as a form field holds it: `12.40`. */
export function formatAmount(amount: Minor): string {
  return (amount / 100).toFixed(2);
}

/** Day and time in the shop's time zone, e.g. `22 Nov 2026, 14:05`. */
export function formatTime(time: Time | Date, shop: SandboxShop): string {
  return new Intl.DateTimeFormat(LANGUAGE, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.timezone,
  }).format(new Date(time));
}

/** The day in the shop's time zone, e.g. `22 Nov 2026`. */
export function formatDay(time: Time | Date, shop: SandboxShop): string {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeZone: shop.timezone }).format(
    new Date(time),
  );
}

/** A count with its noun: `1 order`, `1,204 orders`, `2 deliveries`. */
export function formatCount(count: number, one: string): string {
  const many = `${one.replace(/([^aeiou])y$/, '$1ie')}s`;
  return `${new Intl.NumberFormat(LANGUAGE).format(count)} ${count === 1 ? one : many}`;
}

/** `partially_refunded` as people read it: `Partially refunded`. */
export function formatWords(word: string): string {
  const words = word.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A language by its name: `German` for `de`. */
export function languageName(locale: string): string {
  return new Intl.DisplayNames(LANGUAGE, { type: 'language' }).of(locale) ?? locale;
}

import { filters as standardFilters, type Liquid } from 'liquidjs';
import type { Visit } from '../visit.ts';
import { localPath } from '../visit.ts';
import { contrastRatio } from './colors.ts';
import { formatDate } from './dates.ts';
import { formatMoney, formatMoneyWithoutCurrency, formatMoneyWithoutZeros } from './money.ts';
import { asText, escapeHtml, type Translate } from './translate.ts';

/** What the filters of a theme differ in from those of an app's extension. */
export interface FilterSources {
  readonly visit: Visit;
  readonly translate: Translate;
  /** Address of a file in the `assets` folder. */
  readonly assetUrl: (file: string) => string;
}

/** liquidjs hands named arguments over as pairs. */
function namedArguments(values: readonly unknown[]): Record<string, unknown> {
  const pairs = values.filter((value): value is [string, unknown] => Array.isArray(value));
  return Object.fromEntries(pairs);
}

function picturePath(image: unknown): string {
  if (typeof image === 'string') return image;
  if (typeof image !== 'object' || image === null) return '';
  const { src, featured_image: featured } = image as { src?: unknown; featured_image?: unknown };
  return typeof src === 'string' ? src : picturePath(featured);
}

function attributes(values: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== false)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('');
}

/** Registers Shopify's own filters, as far as the sandbox has them: https://shopify.dev/docs/api/liquid/filters */
export function registerFilters(liquid: Liquid, sources: FilterSources): void {
  registerTextFilters(liquid, sources);
  registerMoneyFilters(liquid, sources.visit);
  registerAddressFilters(liquid, sources);
  liquid.registerFilter('color_contrast', (one: unknown, other: unknown) =>
    contrastRatio(String(one), String(other)),
  );
}

function registerTextFilters(liquid: Liquid, { visit, translate }: FilterSources): void {
  registerDateFilters(liquid, visit);
  const t = (key: unknown, ...rest: unknown[]) => translate(String(key), namedArguments(rest));
  liquid.registerFilter('t', t);
  liquid.registerFilter('translate', t);
  // Safe inside a script element, as Shopify's is: https://shopify.dev/docs/api/liquid/filters/json
  liquid.registerFilter('json', (value: unknown) =>
    JSON.stringify(value ?? null).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
  const handleize = (value: unknown) =>
    asText(value)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '');
  liquid.registerFilter('handle', handleize);
  liquid.registerFilter('handleize', handleize);
  liquid.registerFilter('weight_with_unit', (grams: unknown) => {
    const kilograms = Number(grams) / 1000;
    const unit = kilograms < 1 ? 'gram' : 'kilogram';
    const amount = kilograms < 1 ? Number(grams) : kilograms;
    return new Intl.NumberFormat(visit.locale, { style: 'unit', unit }).format(amount);
  });
}

/** `now` is the shop's clock, which can be moved; everything else as https://shopify.dev/docs/api/liquid/filters/date */
function registerDateFilters(liquid: Liquid, visit: Visit): void {
  const timeZone = visit.world.shop.get().timezone;
  const momentOf = (value: unknown): unknown =>
    value === 'now' || value === 'today' ? visit.world.clock.now().toISOString() : value;
  const named = (value: unknown, rest: readonly unknown[]) => {
    const { format } = namedArguments(rest);
    return formatDate(momentOf(value), asText(format) || 'default', visit.locale, timeZone);
  };
  const strftime = standardFilters.date;
  liquid.registerFilter('date', function (value: unknown, ...rest: unknown[]) {
    if (rest.some((argument) => Array.isArray(argument))) return named(value, rest);
    if (typeof strftime !== 'function') return value;
    return strftime.call(this, momentOf(value), ...rest) as unknown;
  });
  liquid.registerFilter('time_tag', (value: unknown, ...rest: unknown[]) => {
    const text = named(value, rest) ?? '';
    return `<time datetime="${escapeHtml(String(value))}">${escapeHtml(text)}</time>`;
  });
}

function registerMoneyFilters(liquid: Liquid, visit: Visit): void {
  const { currency } = visit.world.shop.get();
  const money = (format: (amount: number) => string) => (value: unknown) => {
    const amount = Number(value);
    return value === null || value === undefined || Number.isNaN(amount) ? '' : format(amount);
  };
  liquid.registerFilter(
    'money',
    money((amount) => formatMoney(amount, visit.locale, currency)),
  );
  liquid.registerFilter(
    'money_with_currency',
    money((amount) => `${formatMoney(amount, visit.locale, currency)} ${currency}`),
  );
  liquid.registerFilter(
    'money_without_trailing_zeros',
    money((amount) => formatMoneyWithoutZeros(amount, visit.locale, currency)),
  );
  liquid.registerFilter(
    'money_without_currency',
    money((amount) => formatMoneyWithoutCurrency(amount, visit.locale)),
  );
}

function registerAddressFilters(liquid: Liquid, { visit, assetUrl }: FilterSources): void {
  liquid.registerFilter('asset_url', (file: unknown) => assetUrl(String(file)));
  liquid.registerFilter('stylesheet_tag', (url: unknown) => {
    return `<link rel="stylesheet" href="${escapeHtml(String(url))}" media="all">`;
  });
  liquid.registerFilter('script_tag', (url: unknown) => {
    return `<script src="${escapeHtml(String(url))}" type="text/javascript"></script>`;
  });
  liquid.registerFilter('image_url', (image: unknown, ...rest: unknown[]) => {
    const { width, height } = namedArguments(rest);
    const size = new URLSearchParams();
    if (width !== undefined) size.set('width', asText(width));
    if (height !== undefined) size.set('height', asText(height));
    return size.size > 0 ? `${picturePath(image)}?${size}` : picturePath(image);
  });
  liquid.registerFilter('image_tag', (url: unknown, ...rest: unknown[]) => {
    return `<img${attributes({ src: url, alt: '', ...namedArguments(rest) })}>`;
  });
  liquid.registerFilter('link_to', (text: unknown, url: unknown) => {
    return `<a href="${escapeHtml(String(url))}">${String(text)}</a>`;
  });
  // https://shopify.dev/docs/api/liquid/filters/customer_login_link
  liquid.registerFilter('customer_login_link', (text: unknown) => {
    return `<a href="${localPath(visit, '/account/login')}">${String(text)}</a>`;
  });
}

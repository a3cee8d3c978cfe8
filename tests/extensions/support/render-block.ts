import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Liquid } from 'liquidjs';

import { firstProgram } from '#app/loyalty/presets/presets.ts';
import { faceOfProgram } from '#app/loyalty/members/summarize.ts';
import type { MemberSummary, ProgramFace } from '#app/loyalty/members/summary.ts';
import { formatDate } from '#sandbox/storefront/liquid/dates.ts';
import { splitSchema } from '#sandbox/storefront/liquid/engine.ts';
import { formatMoneyWithoutZeros } from '#sandbox/storefront/liquid/money.ts';
import { readTranslations } from '#sandbox/storefront/liquid/translate.ts';

export const EXTENSION_FOLDER = path.resolve(
  import.meta.dirname,
  '../../../extensions/evergreen-storefront',
);

export type ShopperLocale = 'en' | 'de';

/** A page on which a block is rendered. What is left out is not there: a guest, no program, no product, an empty cart. */
export interface Page {
  readonly locale: ShopperLocale;
  readonly customer?: { readonly firstName: string | null; readonly summary?: MemberSummary };
  /** Its public face; one of an older format may still stand in the shop. */
  readonly program?: ProgramFace | { readonly v: 1; readonly pointsPerUnit: number };
  readonly product?: PageProduct;
  readonly cart?: { readonly totalPrice: number; readonly giftCards?: number };
  readonly presentmentCurrency?: string;
  readonly taxesIncluded?: boolean;
  readonly customerAccounts?: boolean;
  readonly settings?: Record<string, string | boolean>;
}

export interface PageProduct {
  readonly variants: readonly { readonly id: number; readonly price: number }[];
  readonly isGiftCard?: boolean;
}

/** A member's summary with nothing unusual about it, but for what is given. */
export function summaryOf(given: Partial<MemberSummary>): MemberSummary {
  const tier = { tier: null, next: null, until: null };
  return {
    v: 1,
    points: 0,
    pending: 0,
    owed: 0,
    earned: 0,
    expiring: null,
    since: '2026-11-22',
    ...tier,
    ...given,
  };
}

/** A program's face: one point per euro, but for what is given. */
export function faceOf({
  earns,
  ...given
}: Omit<Partial<ProgramFace>, 'earns'> & {
  readonly earns?: Partial<NonNullable<ProgramFace['earns']>>;
} = {}): ProgramFace {
  const plain = faceOfProgram(firstProgram(), 'EUR');
  return { ...plain, ...given, earns: plain.earns && { ...plain.earns, ...earns } };
}

/**
 * Renders a block of the extension from its own files.
 * @returns the HTML, and its text without tags and with single spaces
 */
export async function renderBlock(
  block: 'launcher' | 'balance',
  page: Page,
): Promise<{ html: string; text: string }> {
  const file = path.join(EXTENSION_FOLDER, 'blocks', `${block}.liquid`);
  const { template, schema } = splitSchema(readFileSync(file, 'utf8'));
  const liquid = engineFor(page.locale, page.presentmentCurrency ?? 'EUR');
  const settings = { ...defaultSettings(schema), ...page.settings };
  const globals = globalsOf(page);
  const html = String(await liquid.parseAndRender(template, { block: { settings } }, { globals }));
  return { html, text: textOf(html) };
}

const engines = new Map<string, Liquid>();

/** An engine for each language and currency: reading the snippets anew for each of many pages takes most of the time. */
function engineFor(locale: ShopperLocale, currency: string): Liquid {
  const name = `${locale} ${currency}`;
  const engine = engines.get(name) ?? createLiquid(locale, currency);
  engines.set(name, engine);
  return engine;
}

function createLiquid(locale: ShopperLocale, currency: string): Liquid {
  const liquid = new Liquid({
    root: path.join(EXTENSION_FOLDER, 'snippets'),
    extname: '.liquid',
    strictFilters: true,
    ownPropertyOnly: true,
    cache: true,
  });
  const translate = readTranslations(path.join(EXTENSION_FOLDER, 'locales'), locale);
  liquid.registerFilter('t', (key: string, ...values: [string, unknown][]) =>
    translate(key, Object.fromEntries(values)),
  );
  liquid.registerFilter('money_without_trailing_zeros', (amount: number) =>
    formatMoneyWithoutZeros(amount, locale, currency),
  );
  liquid.registerFilter('date', (value: string, [, format]: [string, string]) =>
    formatDate(value, format, locale, 'UTC'),
  );
  liquid.registerFilter('asset_url', (file: string) => `/${file}`);
  liquid.registerFilter('color_contrast', (one: string, other: string) => contrast(one, other));
  return liquid;
}

function globalsOf(page: Page): object {
  const { customer, product, program } = page;
  return {
    app: { metafields: { evergreen: program ? { program: { value: program } } : {} } },
    customer: customer && {
      first_name: customer.firstName,
      metafields: { $app: customer.summary ? { summary: { value: customer.summary } } : {} },
    },
    product: product && {
      price: Math.min(...product.variants.map((variant) => variant.price)),
      variants: product.variants,
      selected_or_first_available_variant: product.variants[0],
      'gift_card?': product.isGiftCard ?? false,
    },
    cart: {
      currency: { iso_code: page.presentmentCurrency ?? 'EUR' },
      taxes_included: page.taxesIncluded ?? true,
      total_price: page.cart?.totalPrice ?? 0,
      items: page.cart?.giftCards
        ? [{ gift_card: true, final_line_price: page.cart.giftCards }]
        : [],
    },
    shop: { customer_accounts_enabled: page.customerAccounts ?? true },
    request: { locale: { iso_code: page.locale } },
    routes: {
      root_url: page.locale === 'de' ? '/de' : '/',
      account_login_url: '/account/login',
      account_register_url: '/account/register',
      cart_url: page.locale === 'de' ? '/de/cart' : '/cart',
    },
  };
}

/** A setting starts with its `default`, https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings */
function defaultSettings(schema: unknown): Record<string, unknown> {
  const { settings } = schema as { settings: { id?: string; default?: unknown }[] };
  return Object.fromEntries(
    settings.flatMap((setting) => (setting.id ? [[setting.id, setting.default]] : [])),
  );
}

/** The ratio of WCAG 2.2, https://shopify.dev/docs/api/liquid/filters/color_contrast */
function contrast(one: string, other: string): number {
  const [lighter = 1, darker = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function textOf(html: string): string {
  return html
    .replace(/<template>[\s\S]*?<\/template>/g, ' ')
    .replace(/<(\w+)[^>]*\shidden[^>]*>[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorefront, type StorefrontTest } from '../support/storefront-world.ts';

const THEMES = path.join(import.meta.dirname, '../../../sandbox/storefront/themes');
const PAGES = [
  '/',
  '/collections/all',
  '/collections/single-origin',
  '/products/house-blend',
  '/cart',
  '/account/login',
  '/account/register',
  '/no/such/page',
];

describe('pages', () => {
  let shop: StorefrontTest;
  beforeAll(async () => void (shop = await openStorefront()));
  afterAll(() => shop.close());

  for (const prefix of ['', '/de']) {
    test.each(PAGES)(`${prefix}%s is whole, in its language`, async (page) => {
      const address = prefix + (prefix !== '' && page === '/' ? '' : page);
      const { status, html } = await shop.shopper.open(address);
      expect(status).toBe(page === '/no/such/page' ? 404 : 200);
      expect(html).toContain(`<html lang="${prefix === '' ? 'en' : 'de'}">`);
      expect(html).not.toMatch(/Translation missing|Liquid error|undefined|\[object|\{\{|\{%/);
    });
  }

  test('links of the German shop stay in the German shop', async () => {
    const { html } = await shop.shopper.open('/de');
    const links = [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href]) => href);
    expect(links.filter((href) => !/^\/de(\/|$)/.test(href ?? ''))).toEqual([]);
  });

  test('the language form leads to the same page in the other language', async () => {
    const there = { language_code: 'de', return_to: '/products/house-blend?variant=1' };
    const answer = await shop.shopper.submit('/localization', there);
    expect(answer.headers.get('location')).toBe('/de/products/house-blend?variant=1');
    const back = { language_code: 'en', return_to: '/de' };
    expect((await shop.shopper.submit('/de/localization', back)).headers.get('location')).toBe('/');
  });

  test('the Content-Security-Policy lets through the page’s own inline script and no other', async () => {
    const answer = await shop.shopper.request('/');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const [, nonce] = /script-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(policy).not.toContain('unsafe');
    const html = await answer.text();
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)].map(([tag]) => tag);
    expect(inline).toEqual([`<script nonce="${nonce}">`]);
    expect(html).not.toMatch(/\sstyle="|\son[a-z]+="/);
    const again = await shop.shopper.request('/');
    expect(again.headers.get('content-security-policy')).not.toContain(nonce);
  });

  test('nothing is loaded from elsewhere, and everything that is named is there', async () => {
    const { html } = await shop.shopper.open('/products/house-blend');
    const loaded = [...html.matchAll(/<(?:img|script|link)[^>]*(?:src|href)="([^"]+)"/g)]
      .map(([, url]) => url ?? '')
      .filter((url) => !url.startsWith('http://shop.test'));
    for (const url of loaded) {
      expect(url).toMatch(/^\/cdn\//);
      expect([url, (await shop.shopper.request(url)).status]).toEqual([url, 200]);
    }
    expect(loaded.length).toBeGreaterThan(4);
  });

  test('an asset’s path leads nowhere else', async () => {
    for (const attempt of ['..%2Fconfig%2Fsettings_data.json', '..%2f..%2f..%2fworld.ts']) {
      const answer = await shop.shopper.request(`/cdn/shop/t/light/assets/${attempt}`);
      expect(answer.status).toBe(404);
    }
  });

  test('the Shopify global has what themes and apps rely on', async () => {
    const { html } = await shop.shopper.open('/de');
    const [, script = ''] = /<script nonce[^>]*>([\s\S]*?)<\/script>/.exec(html) ?? [];
    const shopify: unknown = runInNewContext(`${script}; Shopify`);
    expect(shopify).toMatchObject({
      shop: 'fernhill-roastery.myshopify.com',
      locale: 'de',
      currency: { active: 'EUR' },
      routes: { root: '/de/' },
    });
  });
});

describe('texts of the themes', () => {
  const keys = (value: unknown, prefix = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${prefix}.${key}`))
      : [prefix];
  const read = (theme: string, file: string): unknown =>
    JSON.parse(readFileSync(path.join(THEMES, theme, 'locales', file), 'utf8'));

  test.each(readdirSync(THEMES))('%s says everything in both languages', (theme) => {
    expect(keys(read(theme, 'de.json'))).toEqual(keys(read(theme, 'en.default.json')));
  });
});

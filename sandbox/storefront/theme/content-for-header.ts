import type { PageAssets } from '../extension/render-block.ts';
import { escapeHtml } from '../liquid/translate.ts';
import type { Visit } from '../visit.ts';

/** Text that may stand inside a script element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/**
 * What Shopify puts into every page's head, https://shopify.dev/docs/api/liquid/objects/content_for_header: the
 * `Shopify` global that themes and apps rely on, and the files that the page's app blocks ask for.
 */
export function contentForHeader(visit: Visit, theme: string, assets: PageAssets): string {
  const shop = visit.world.shop.get();
  const root = visit.rootUrl === '/' ? '/' : `${visit.rootUrl}/`;
  const values: [string, unknown][] = [
    ['shop', shop.domain],
    ['locale', visit.locale],
    ['currency', { active: shop.currency, rate: '1.0' }],
    ['country', 'DE'],
    ['theme', { name: theme, id: 1, schema_name: theme, role: 'main' }],
    ...(visit.designMode ? [['designMode', true] as [string, unknown]] : []),
  ];
  const assignments = values.map(([name, value]) => `Shopify.${name} = ${scriptJson(value)};`);
  return [
    `<script nonce="${visit.nonce}">var Shopify = Shopify || {};`,
    ...assignments,
    `Shopify.routes = Shopify.routes || {}; Shopify.routes.root = ${scriptJson(root)};</script>`,
    ...[...assets.stylesheets].map(
      (url) => `<link rel="stylesheet" href="${escapeHtml(url)}" media="all">`,
    ),
    ...[...assets.scripts].map((url) => `<script src="${escapeHtml(url)}" defer></script>`),
  ].join('\n');
}

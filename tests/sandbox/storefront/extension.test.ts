import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorefront, signIn, type StorefrontTest } from '../support/storefront-world.ts';

const LAUNCHER = `
<aside {{ block.shopify_attributes }}>{{ 'greeting' | t: name: customer.first_name }} {{ block.settings.side }}
{{ customer.metafields["$app"].summary.value.points }} points, {{ app.metafields.evergreen.program.value.name }}
{% render 'badge', size: block.settings.size %}<img src="{{ 'leaf.svg' | asset_url }}" alt=""></aside>
{% schema %}
{ "name": "Launcher", "target": "body", "stylesheet": "evergreen.css", "javascript": "evergreen.js",
  "settings": [
    { "type": "select", "id": "side", "label": "Side", "default": "right" },
    { "type": "range", "id": "size", "label": "Size", "default": 3 },
    { "type": "text", "id": "label", "label": "Label", "default": "t:launcher.label" } ] }
{% endschema %}`;

const BALANCE = `
<section>balance {{ block.settings.tone }} {{ block.settings.shown.title | default: product.title }} on {{ template.name }}</section>
{% schema %}
{ "name": "Balance", "target": "section", "stylesheet": "evergreen.css",
  "disabled_on": { "templates": ["cart"] },
  "settings": [ { "type": "text", "id": "tone", "label": "Tone", "default": "calm" },
                { "type": "product", "id": "shown", "label": "Product" } ] }
{% endschema %}`;

const EXTENSION = {
  'blocks/launcher.liquid': LAUNCHER,
  'blocks/balance.liquid': BALANCE,
  'blocks/broken.liquid':
    '{{ 1 | no_such_filter }}{% schema %}{ "name": "Broken", "target": "section" }{% endschema %}',
  'blocks/meta.liquid':
    '<meta name="evergreen" content="1">{% schema %}{ "name": "Meta", "target": "head" }{% endschema %}',
  'snippets/badge.liquid': '<b>size {{ size }} {{ block.settings.side }}</b>',
  'assets/leaf.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/evergreen.css': '.evergreen{}',
  'assets/evergreen.js': '1;',
  'locales/en.default.json': '{ "greeting": "Welcome {{ name }}" }',
  'locales/de.json': '{ "greeting": "Willkommen {{ name }}" }',
  'locales/en.default.schema.json': '{ "launcher": { "label": "Rewards" } }',
};

describe('theme app extension', () => {
  let shop: StorefrontTest;
  beforeEach(async () => {
    shop = await openStorefront({ extension: EXTENSION, installed: true });
    const put = (ownerId: string, namespace: string, key: string, value: unknown) =>
      shop.world.metafields.put({
        ownerId,
        namespace,
        key,
        type: 'json',
        value: JSON.stringify(value),
        updatedAt: '2026-11-01T00:00:00Z',
      });
    const anna = shop.world.customers.all()[0];
    const { appNamespace } = shop.world.metafields;
    put(`gid://shopify/Customer/${anna?.id}`, appNamespace, 'summary', { points: 42 });
    put('gid://shopify/AppInstallation/4711', 'evergreen', 'program', { name: 'Leaves' });
  });
  afterEach(() => shop.close());

  const place = (
    blocks: { template: string; handle: string; settings?: Record<string, string> }[],
  ) =>
    shop.world.themes.put({
      theme: 'light',
      embeds: {},
      blocks: blocks.map((block, index) => ({ id: `b${index}`, settings: {}, ...block })),
    });
  const embed = (embeds: Record<string, Record<string, string>>) =>
    shop.world.themes.put({ theme: 'light', embeds, blocks: [] });

  test('nothing shows until the merchant switches the embed on', async () => {
    const { html } = await shop.shopper.open('/');
    expect(html).not.toContain('evergreen');
  });

  test('an embed renders before the end of the body, with defaults, settings, snippet and assets', async () => {
    embed({ launcher: { side: 'left' } });
    const { html } = await shop.shopper.open('/');
    const aside =
      /<aside[\s\S]*<\/aside>[\s\S]*/.exec(html.slice(html.indexOf('</footer>')))?.[0] ?? '';
    expect(aside).toContain('Welcome  left');
    expect(aside).toContain('<b>size 3 </b>');
    expect(aside).toContain('Leaves');
    expect(aside.trimEnd()).toMatch(/<\/div><\/body>\s*<\/html>$/);
    const [, image = ''] = /<img src="([^"]+leaf\.svg[^"]*)"/.exec(aside) ?? [];
    expect((await shop.shopper.request(image)).headers.get('content-type')).toContain('svg');
  });

  test('it speaks the page’s language and reads the signed-in member’s metafield', async () => {
    embed({ launcher: {} });
    const anna = shop.world.customers.all()[0];
    await signIn(shop, anna?.email ?? '');
    const { html } = await shop.shopper.open('/de/account');
    expect(html).toContain(`Willkommen ${anna?.firstName} right`);
    expect(html).toContain('42 points');
  });

  test('a block stands on the templates it was placed on and loads its files once', async () => {
    place([
      { template: 'product', handle: 'balance' },
      { template: 'product', handle: 'balance', settings: { tone: 'loud', shown: 'sunday-crema' } },
      { template: 'account', handle: 'balance' },
    ]);
    const { html } = await shop.shopper.open('/products/house-blend');
    expect(html).toContain('balance calm House Blend on product');
    expect(html).toContain('balance loud Sunday Crema on product');
    expect(html.match(/evergreen\.css/g)).toHaveLength(1);
    expect((await shop.shopper.open('/')).html).not.toContain('balance');
  });

  test('a block stays off templates that its schema excludes', async () => {
    place([{ template: 'cart', handle: 'balance' }]);
    expect((await shop.shopper.open('/cart')).html).not.toContain('balance');
  });

  test('a block that fails says so in its place and the page lives on', async () => {
    place([{ template: 'index', handle: 'broken' }]);
    const { status, html } = await shop.shopper.open('/');
    expect(status).toBe(200);
    expect(html).toContain('Liquid error (blocks/broken.liquid)');
    expect(html).toContain('<footer');
  });

  test('a head embed is in the head', async () => {
    embed({ meta: {} });
    const { html } = await shop.shopper.open('/');
    expect(html.slice(0, html.indexOf('</head>'))).toContain('<meta name="evergreen" content="1">');
  });

  test('only the theme editor sees which element is which block', async () => {
    embed({ launcher: {} });
    expect((await shop.shopper.open('/')).html).not.toContain('data-shopify-editor-block');
    const { html } = await shop.shopper.open('/?design_mode=1');
    expect(html).toContain('data-shopify-editor-block');
    expect(html).toContain('Shopify.designMode = true');
  });

  test('the checkout shows no embeds, and neither does a shop that removed the app', async () => {
    embed({ launcher: {} });
    const [product] = shop.world.products.all();
    await shop.shopper.post('/cart/add.js', { id: product?.variants[0]?.id });
    expect((await shop.shopper.open('/checkout')).html).not.toContain('<aside data-shopify');
    expect((await shop.shopper.open('/checkout')).html).not.toContain('Welcome');
    shop.world.commands.uninstallApp();
    expect((await shop.shopper.open('/')).html).not.toContain('Welcome');
  });
});

import type { ThemeSettings } from '#sandbox/store/shop-types.ts';
import { storefrontApp } from '#sandbox/storefront/app.ts';
import type { World } from '#sandbox/world.ts';
import type { Template } from './extension.ts';

/**
 * Renders a page of the storefront with theme settings that are not saved. The storefront runs in this process over the
 * same world with only the theme exchanged, so the preview is what saving will bring; pictures, styles and scripts come
 * from the storefront itself by way of `<base>`.
 */
export async function renderPreview(
  world: World,
  settings: ThemeSettings,
  template: Template,
): Promise<Response> {
  const { shopOrigin } = world.options;
  const drafted: World = { ...world, themes: { get: () => settings, put: () => undefined } };
  const address = new URL(pathOf(world, template), shopOrigin);
  // https://shopify.dev/docs/api/liquid/objects/request#request-design_mode
  address.searchParams.set('design_mode', '1');
  const answer = await storefrontApp(drafted).fetch(
    new Request(address, { headers: { host: address.host, accept: 'text/html' } }),
  );
  const page = await answer.text();
  return new Response(
    page.replace(/<head[^>]*>/i, (head) => `${head}<base href="${shopOrigin}/">`),
    {
      status: answer.ok ? 200 : answer.status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        // The page is the storefront's, served from the admin's origin: an opaque origin keeps its scripts out of here.
        'content-security-policy': 'sandbox allow-scripts allow-popups',
      },
    },
  );
}

function pathOf(world: World, template: Template): string {
  switch (template) {
    case 'index':
      return '/';
    case 'product': {
      const [product] = world.products.all();
      return product === undefined ? '/' : `/products/${product.handle}`;
    }
    case 'cart':
      return '/cart';
    case 'account':
      return '/account';
  }
}

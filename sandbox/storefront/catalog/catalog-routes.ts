import { type Context, Hono } from 'hono';
import {
  allProductsCollection,
  collectionObject,
  productObject,
} from '../liquid/objects/catalog.ts';
import { splitLocale } from '../locale.ts';
import { renderPage } from '../theme/render-page.ts';
import { readForm } from '../forms.ts';
import { safeReturnUrl } from '../return-url.ts';
import { localPath, type StorefrontEnvironment, type Visit } from '../visit.ts';

type ShopContext = Context<StorefrontEnvironment>;

/** Home, collections and products, https://shopify.dev/docs/storefronts/themes/architecture/templates */
export function catalogRoutes(): Hono<StorefrontEnvironment> {
  const routes = new Hono<StorefrontEnvironment>();
  routes.get('/', async (context) => {
    return context.html(await renderPage(context.get('visit'), { template: 'index' }));
  });
  routes.get('/collections', (context) => {
    return context.redirect(localPath(context.get('visit'), '/collections/all'));
  });
  routes.get('/collections/:handle', showCollection);
  routes.get('/collections/:collection/products/:handle', showProduct);
  routes.get('/products/:handle', showProduct);
  routes.post('/localization', changeLanguage);
  return routes;
}

async function showCollection(context: ShopContext) {
  const visit = context.get('visit');
  const collection = findCollection(visit, context.req.param('handle') ?? '');
  if (!collection) return context.notFound();
  const page = { template: 'collection', objects: { collection }, title: collection.title };
  return context.html(await renderPage(visit, page));
}

function findCollection(visit: Visit, handle: string) {
  if (handle === 'all') return allProductsCollection(visit);
  const found = visit.world.collections.all().find((collection) => collection.handle === handle);
  return found && collectionObject(visit, found);
}

async function showProduct(context: ShopContext) {
  const visit = context.get('visit');
  const handle = context.req.param('handle');
  const found = visit.world.products.all().find((product) => product.handle === handle);
  if (!found) return context.notFound();
  const product = productObject(visit, found);
  const page = { template: 'product', objects: { product }, title: product.title };
  return context.html(await renderPage(visit, page));
}

/**
 * The language form, https://shopify.dev/docs/storefronts/themes/markets/multiple-currencies-languages: leads to the
 * same page below the other language's prefix.
 */
async function changeLanguage(context: ShopContext) {
  const visit = context.get('visit');
  const fields = await readForm(context);
  const shop = visit.world.shop.get();
  const wanted = fields.language_code ?? fields.locale_code ?? '';
  const locale = shop.locales.includes(wanted) ? wanted : shop.primaryLocale;
  const from = new URL(safeReturnUrl(visit, fields.return_to, '/'), visit.url.origin);
  const rootUrl = locale === shop.primaryLocale ? '/' : `/${locale}`;
  const { path } = splitLocale(shop, from.pathname);
  return context.redirect(`${localPath({ rootUrl }, path)}${from.search}`, 303);
}

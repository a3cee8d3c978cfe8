import { pricedCartOf } from '../../cart/ajax-cart.ts';
import { endonym, inLocale, rootUrlOf } from '../../locale.ts';
import { localPath, type Visit } from '../../visit.ts';
import { moneyFormat } from '../money.ts';
import { cartObject } from './cart.ts';
import { allProductsCollection, collectionObject, productObject } from './catalog.ts';
import { customerObject } from './customer.ts';

/** https://shopify.dev/docs/api/liquid/objects/shop */
function shopObject(visit: Visit) {
  const shop = visit.world.shop.get();
  const format = moneyFormat(visit.locale, shop.currency);
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    permanent_domain: shop.domain,
    url: visit.world.options.shopOrigin,
    secure_url: visit.world.options.shopOrigin,
    currency: shop.currency,
    money_format: format,
    money_with_currency_format: `${format} ${shop.currency}`,
    taxes_included: shop.taxesIncluded,
    locale: shop.primaryLocale,
    published_locales: shop.locales.map((locale) => localeObject(visit, locale)),
    customer_accounts_enabled: true,
    // The sandbox's own: texts of the theme name them.
    shipping_fee: shop.shippingFee,
    free_shipping_from: shop.freeShippingFrom,
  };
}

/** https://shopify.dev/docs/api/liquid/objects/shop_locale */
function localeObject(visit: Visit, locale: string) {
  const shop = visit.world.shop.get();
  return {
    iso_code: locale,
    name: new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale,
    endonym_name: endonym(locale),
    primary: locale === shop.primaryLocale,
    root_url: rootUrlOf(shop, locale),
  };
}

/** https://shopify.dev/docs/api/liquid/objects/routes */
function routesObject(visit: Visit) {
  const at = (path: string) => localPath(visit, path);
  return {
    root_url: at('/'),
    account_url: at('/account'),
    account_login_url: at('/account/login'),
    account_logout_url: at('/account/logout'),
    account_register_url: at('/account/register'),
    cart_url: at('/cart'),
    cart_add_url: at('/cart/add'),
    cart_change_url: at('/cart/change'),
    cart_clear_url: at('/cart/clear'),
    cart_update_url: at('/cart/update'),
    collections_url: at('/collections'),
    all_products_collection_url: at('/collections/all'),
  };
}

/** https://shopify.dev/docs/api/liquid/objects/linklists: the main menu, here the shop's collections. */
function linklistsObject(visit: Visit) {
  const shop = visit.world.shop.get();
  const links = visit.world.collections.all().map((collection) => {
    const url = localPath(visit, `/collections/${collection.handle}`);
    const title = inLocale(collection.title, visit.locale, shop);
    return { title, url, active: visit.url.pathname === url };
  });
  return { 'main-menu': { handle: 'main-menu', links } };
}

/** What the page is, for `request.page_type` and `template`. */
export interface PageKind {
  /** `product`, `customers/account`: the template's path without its ending. */
  readonly template: string;
  /** Objects of this page: `product`, `collection`, `order`, a form's values and problems. */
  readonly objects?: Readonly<Record<string, unknown>>;
}

/** https://shopify.dev/docs/api/liquid/objects/request and /template */
function requestObjects(visit: Visit, { template }: PageKind) {
  const [first = '', second] = template.split('/');
  return {
    request: {
      locale: localeObject(visit, visit.locale),
      page_type: template,
      path: visit.url.pathname,
      host: visit.url.host,
      origin: visit.url.origin,
      design_mode: visit.designMode,
      visual_preview_mode: false,
    },
    template: {
      name: second ?? first,
      directory: second === undefined ? null : first,
      suffix: null,
    },
  };
}

/**
 * Shopify's global Liquid objects for a page, https://shopify.dev/docs/api/liquid/objects
 * @param forApp whether an app's extension is rendered: then `$app` resolves in metafields
 */
export function globalObjects(visit: Visit, kind: PageKind, forApp = false) {
  const { world } = visit;
  const byHandle = <Entity extends { handle: string }, Value>(
    entities: readonly Entity[],
    map: (entity: Entity) => Value,
  ) => Object.fromEntries(entities.map((entity) => [entity.handle, map(entity)]));
  return {
    ...requestObjects(visit, kind),
    shop: shopObject(visit),
    customer: visit.customer ? customerObject(visit, visit.customer, forApp) : null,
    cart: cartObject(visit, pricedCartOf(visit)),
    collections: {
      all: allProductsCollection(visit),
      ...byHandle(world.collections.all(), (entity) => collectionObject(visit, entity)),
    },
    all_products: byHandle(world.products.all(), (entity) => productObject(visit, entity)),
    linklists: linklistsObject(visit),
    routes: routesObject(visit),
    localization: {
      language: localeObject(visit, visit.locale),
      available_languages: world.shop.get().locales.map((locale) => localeObject(visit, locale)),
    },
  };
}

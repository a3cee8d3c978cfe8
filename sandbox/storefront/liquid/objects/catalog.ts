import type { Collection, Product, Variant } from '../../../store/product-types.ts';
import { inLocale } from '../../locale.ts';
import { escapeHtml } from '../translate.ts';
import { localPath, type Visit } from '../../visit.ts';

/** https://shopify.dev/docs/api/liquid/objects/variant */
function variantObject(visit: Visit, product: Product, variant: Variant) {
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    price: variant.price,
    compare_at_price: null,
    available: true,
    weight: variant.grams,
    requires_shipping: !product.giftCard,
    url: localPath(visit, `/products/${product.handle}?variant=${variant.id}`),
  };
}

/**
 * https://shopify.dev/docs/api/liquid/objects/product (ids are strings here: some of the sandbox's exceed what a
 * JavaScript number holds).
 */
export function productObject(visit: Visit, product: Product) {
  const shop = visit.world.shop.get();
  const title = inLocale(product.title, visit.locale, shop);
  const prices = product.variants.map((variant) => variant.price);
  const variants = product.variants.map((variant) => variantObject(visit, product, variant));
  const asked = visit.url.searchParams.get('variant');
  const image = { src: product.image, alt: title, width: 1200, height: 1200, aspect_ratio: 1 };
  return {
    id: product.id,
    handle: product.handle,
    title,
    description: `<p>${escapeHtml(inLocale(product.description, visit.locale, shop))}</p>`,
    vendor: product.vendor,
    type: product.productType,
    'gift_card?': product.giftCard ?? false,
    tags: product.tags,
    price: Math.min(...prices),
    price_min: Math.min(...prices),
    price_max: Math.max(...prices),
    price_varies: new Set(prices).size > 1,
    available: variants.length > 0,
    has_only_default_variant: variants.length === 1,
    variants,
    selected_or_first_available_variant:
      variants.find((variant) => variant.id === asked) ?? variants[0],
    featured_image: image,
    images: [image],
    created_at: product.createdAt,
    url: localPath(visit, `/products/${product.handle}`),
  };
}

/** https://shopify.dev/docs/api/liquid/objects/collection */
export function collectionObject(visit: Visit, collection: Collection) {
  const products = collection.productIds.flatMap((id) => visit.world.products.get(id) ?? []);
  return {
    id: collection.id,
    handle: collection.handle,
    title: inLocale(collection.title, visit.locale, visit.world.shop.get()),
    url: localPath(visit, `/collections/${collection.handle}`),
    products: products.map((product) => productObject(visit, product)),
    products_count: products.length,
    all_products_count: products.length,
  };
}

/**
 * The collection that Shopify makes by itself at `/collections/all`,
 * https://shopify.dev/docs/api/liquid/objects/routes#routes-all_products_collection_url
 */
export function allProductsCollection(visit: Visit) {
  const products = visit.world.products.all();
  return collectionObject(visit, {
    id: '0',
    handle: 'all',
    title: { en: 'All products', de: 'Alle Produkte' },
    productIds: products.map((product) => product.id),
  });
}

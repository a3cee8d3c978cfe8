import { toDecimal } from '../commands/money.ts';
import type { Id } from '../store/scalars.ts';
import type { Collection, Product, Variant } from '../store/product-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { rawId, shopTime } from './wire.ts';

function variantBody(product: Product, variant: Variant, index: number, shop: SandboxShop): object {
  return {
    admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
    barcode: null,
    compare_at_price: null,
    created_at: shopTime(product.createdAt, shop),
    id: rawId(variant.id),
    inventory_policy: 'deny',
    position: index + 1,
    price: toDecimal(variant.price),
    product_id: rawId(product.id),
    sku: variant.sku,
    taxable: !product.giftCard,
    title: variant.title,
    updated_at: shopTime(product.updatedAt, shop),
    option1: variant.title,
    option2: null,
    option3: null,
    image_id: null,
    inventory_item_id: null,
    inventory_quantity: 0,
    old_inventory_quantity: 0,
  };
}

/**
 * Body of `products/update`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-products/update
 */
export function productBody(product: Product, shop: SandboxShop): Record<string, unknown> {
  const updatedAt = shopTime(product.updatedAt, shop);
  return {
    admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
    body_html: product.description[shop.primaryLocale] ?? '',
    created_at: shopTime(product.createdAt, shop),
    handle: product.handle,
    id: rawId(product.id),
    product_type: product.productType,
    published_at: shopTime(product.createdAt, shop),
    template_suffix: null,
    title: product.title[shop.primaryLocale] ?? product.handle,
    updated_at: updatedAt,
    vendor: product.vendor,
    status: 'active',
    published_scope: 'web',
    tags: product.tags.join(', '),
    variants: product.variants.map((variant, index) => variantBody(product, variant, index, shop)),
    options: [],
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map(({ id }) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
      updated_at: product.updatedAt,
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

/**
 * Body of `collections/update`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-collections/update: its products are not in it.
 */
export function collectionBody(collection: Collection, shop: SandboxShop): Record<string, unknown> {
  const updatedAt =
    collection.updatedAt === undefined ? null : shopTime(collection.updatedAt, shop);
  return {
    id: rawId(collection.id),
    handle: collection.handle,
    title: collection.title[shop.primaryLocale] ?? collection.handle,
    updated_at: updatedAt,
    body_html: null,
    published_at: updatedAt,
    sort_order: 'manual',
    template_suffix: null,
    published_scope: 'web',
    admin_graphql_api_id: `gid://shopify/Collection/${collection.id}`,
  };
}

/**
 * Body of `products/delete` and `collections/delete`: of what is gone only the id is told
 * (https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-products/delete).
 */
export function deletedGoodsBody(id: Id): Record<string, unknown> {
  return { id: rawId(id) };
}

import type { Collection, Product, Variant } from '#sandbox/store/product-types.ts';
import type { World } from '#sandbox/world.ts';
import { formatAmount } from '../format.ts';

/**
 * What the resource picker offers, as the picker returns it.
 * @see https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/resource-picker-api
 */
export function pickableResources(world: World, type: 'product' | 'variant' | 'collection') {
  const products = world.products.all();
  switch (type) {
    case 'product':
      return products.map((product) => pickedProduct(world, product));
    case 'variant':
      return products.flatMap((product) =>
        product.variants.map((variant, index) => pickedVariant(world, product, variant, index)),
      );
    case 'collection':
      return world.collections.all().map((collection) => pickedCollection(world, collection));
  }
}

function titleOf(world: World, entity: { title: Record<string, string>; handle: string }): string {
  return entity.title[world.shop.get().primaryLocale] ?? entity.handle;
}

function pictureOf(world: World, product: Product) {
  return {
    id: `gid://shopify/ProductImage/${product.id}`,
    altText: titleOf(world, product),
    originalSrc: `${world.options.shopOrigin}${product.image}`,
  };
}

function pickedProduct(world: World, product: Product) {
  return {
    id: `gid://shopify/Product/${product.id}`,
    availablePublicationCount: 1,
    createdAt: product.createdAt,
    descriptionHtml: product.description[world.shop.get().primaryLocale] ?? '',
    handle: product.handle,
    hasOnlyDefaultVariant: product.variants.length === 1,
    images: [pictureOf(world, product)],
    options: [],
    productType: product.productType,
    publishedAt: product.createdAt,
    status: 'ACTIVE',
    tags: product.tags,
    templateSuffix: null,
    title: titleOf(world, product),
    totalInventory: 0,
    totalVariants: product.variants.length,
    tracksInventory: false,
    updatedAt: product.updatedAt,
    variants: product.variants.map((variant, index) =>
      pickedVariant(world, product, variant, index),
    ),
    vendor: product.vendor,
  };
}

function pickedVariant(world: World, product: Product, variant: Variant, index: number) {
  const title = titleOf(world, product);
  return {
    id: `gid://shopify/ProductVariant/${variant.id}`,
    availableForSale: true,
    barcode: null,
    compareAtPrice: null,
    createdAt: product.createdAt,
    displayName: `${title} - ${variant.title}`,
    image: pictureOf(world, product),
    inventoryItem: { id: `gid://shopify/InventoryItem/${variant.id}` },
    inventoryManagement: 'NOT_MANAGED',
    inventoryPolicy: 'CONTINUE',
    inventoryQuantity: 0,
    position: index + 1,
    price: formatAmount(variant.price),
    product: { id: `gid://shopify/Product/${product.id}`, title, handle: product.handle },
    requiresShipping: variant.grams > 0,
    selectedOptions: [{ value: variant.title }],
    sku: variant.sku,
    taxable: true,
    title: variant.title,
    updatedAt: product.updatedAt,
    weight: variant.grams,
    weightUnit: 'GRAMS',
  };
}

function pickedCollection(world: World, collection: Collection) {
  return {
    id: `gid://shopify/Collection/${collection.id}`,
    availablePublicationCount: 1,
    description: '',
    descriptionHtml: '',
    handle: collection.handle,
    image: null,
    productsAutomaticallySortedCount: 0,
    productsCount: collection.productIds.length,
    productsManuallySortedCount: collection.productIds.length,
    publicationCount: 1,
    ruleSet: null,
    seo: { title: null, description: null },
    sortOrder: 'MANUAL',
    storefrontId: `gid://shopify/Collection/${collection.id}`,
    templateSuffix: null,
    title: titleOf(world, collection),
    updatedAt: world.clock.now().toISOString(),
  };
}

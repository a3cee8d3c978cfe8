import type { Product, Variant } from '../../store/product-types.ts';
import { refuseArguments, toConnection, toFixedConnection } from '../connection.ts';
import { type Arguments, type RequestContext, fieldsOf } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { toGid } from '../gid.ts';
import { toMoney } from '../money.ts';
import { type Searchable, toFilter } from '../search.ts';
import { toCollectionConnection } from './collection.ts';

interface VariantOfProduct extends Variant {
  readonly product: Product;
}

/** A product's text in the shop's primary locale, which is what the API answers without a translation. */
function inPrimaryLocale(texts: Record<string, string>, { world }: RequestContext): string {
  return texts[world.shop.get().primaryLocale] ?? '';
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Product */
export const productFields = fieldsOf<Product>({
  id: (product) => toGid('Product', product.id),
  legacyResourceId: (product) => product.id,
  handle: (product) => product.handle,
  title: (product, _arguments, context) => inPrimaryLocale(product.title, context),
  descriptionHtml: (product, _arguments, context) => inPrimaryLocale(product.description, context),
  vendor: (product) => product.vendor,
  productType: (product) => product.productType,
  tags: (product) => product.tags,
  status: () => 'ACTIVE',
  isGiftCard: (product) => product.giftCard ?? false,
  createdAt: (product) => product.createdAt,
  updatedAt: (product) => product.updatedAt,
  collections: (product, arguments_, { world }) =>
    toCollectionConnection(
      world.collections.all().filter(({ productIds }) => productIds.includes(product.id)),
      arguments_,
      'Product.collections',
    ),
  variants: (product, arguments_) =>
    toFixedConnection(
      product.variants.map((variant) => ({ ...variant, product })),
      arguments_,
    ),
});

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/ProductVariant */
export const productVariantFields = fieldsOf<VariantOfProduct>({
  id: (variant) => toGid('ProductVariant', variant.id),
  legacyResourceId: (variant) => variant.id,
  title: (variant) => variant.title,
  sku: (variant) => variant.sku,
  price: (variant, _arguments, { world }) =>
    toMoney(variant.price, world.shop.get().currency).amount,
  product: (variant) => variant.product,
});

const SORT_VALUES: Readonly<Record<string, (product: Product) => string>> = {
  ID: (product) => product.id.padStart(20, '0'),
  CREATED_AT: (product) => product.createdAt,
  UPDATED_AT: (product) => product.updatedAt,
  VENDOR: (product) => product.vendor,
  PRODUCT_TYPE: (product) => product.productType,
};

const SEARCHABLE: Readonly<Record<string, Searchable<Product>>> = {
  id: { kind: 'id', of: (product) => product.id },
  created_at: { kind: 'time', of: (product) => product.createdAt },
  updated_at: { kind: 'time', of: (product) => product.updatedAt },
  handle: { kind: 'word', of: (product) => [product.handle] },
  vendor: { kind: 'word', of: (product) => [product.vendor] },
  product_type: { kind: 'word', of: (product) => [product.productType] },
  tag: { kind: 'word', of: (product) => product.tags },
};

/** The products that a `query` argument finds. */
export function searchProducts(field: string, { world }: RequestContext, arguments_: Arguments) {
  refuseArguments(field, arguments_, ['savedSearchId']);
  return world.products.all().filter(toFilter(field, arguments_['query'], SEARCHABLE));
}

/** A page of products by `query`, `sortKey`, `reverse` and the paging arguments. */
export function toProductConnection(context: RequestContext, arguments_: Arguments) {
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting QueryRoot.products by ${sortKey}`);
  return toConnection(searchProducts('QueryRoot.products', context, arguments_), arguments_, {
    idOf: (product) => product.id,
    valueOf,
  });
}

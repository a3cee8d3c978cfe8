import type { Collection } from '../../store/product-types.ts';
import { refuseArguments, toConnection, toFixedConnection } from '../connection.ts';
import { type Arguments, fieldsOf } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { toGid } from '../gid.ts';
import { toFilter } from '../search.ts';

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Collection */
export const collectionFields = fieldsOf<Collection>({
  id: ({ id }) => toGid('Collection', id),
  legacyResourceId: ({ id }) => id,
  handle: ({ handle }) => handle,
  title: ({ title }, _arguments, { world }) => title[world.shop.get().primaryLocale] ?? '',
  productsCount: ({ productIds }) => ({ count: productIds.length, precision: 'EXACT' }),
  hasProduct: ({ productIds }, { id }) => productIds.some((one) => toGid('Product', one) === id),
  products: ({ productIds }, arguments_, { world }) => {
    const sortKey = String(arguments_['sortKey']);
    if (sortKey !== 'COLLECTION_DEFAULT') {
      throw notImplemented(`sorting Collection.products by ${sortKey}`);
    }
    return toFixedConnection(
      productIds.flatMap((id) => world.products.get(id) ?? []),
      arguments_,
    );
  },
});

/** A page of collections, by id. */
export function toCollectionConnection(
  collections: readonly Collection[],
  arguments_: Arguments,
  field = 'QueryRoot.collections',
) {
  refuseArguments(field, arguments_, ['savedSearchId']);
  const sortKey = String(arguments_['sortKey']);
  if (sortKey !== 'ID') throw notImplemented(`sorting ${field} by ${sortKey}`);
  const found = collections.filter(
    toFilter(field, arguments_['query'], {
      id: { kind: 'id', of: ({ id }) => id },
      handle: { kind: 'word', of: ({ handle }) => [handle] },
    }),
  );
  return toConnection(found, arguments_, {
    idOf: ({ id }) => id,
    valueOf: ({ id }) => id.padStart(20, '0'),
  });
}

import { requireTypeAccess } from '../access.ts';
import { type FieldResolver, type RequestContext, fieldsOf } from '../context.ts';
import { inputTooLarge, invalidId, notImplemented } from '../errors.ts';
import { findCustomer, findNode, findOrder, findProduct, visibleOrders } from '../find.ts';
import { parseGid } from '../gid.ts';
import { bulkOperationCancel, bulkOperationRunQuery } from '../bulk/mutations.ts';
import { currentBulkOperation, toBulkOperationConnection } from '../bulk/fields.ts';
import { giftCardCreate, giftCardDeactivate } from '../credit/gift-card-create.ts';
import { toGiftCardConnection } from '../credit/gift-card-objects.ts';
import { storeCreditMutations } from '../credit/store-credit-mutations.ts';
import { discountMutations } from '../discounts/mutations.ts';
import { discountQueries } from '../discounts/nodes.ts';
import {
  discountCodeRedeemCodeBulkDelete,
  discountRedeemCodeBulkAdd,
  jobOf,
} from '../discounts/redeem-codes.ts';
import { segmentMutations } from '../segments/mutations.ts';
import { segmentQueries } from '../segments/queries.ts';
import { toCollectionConnection } from './collection.ts';
import { customerUpdate } from './customer-update.ts';
import { toCustomerConnection, toCustomerFilter } from './customers.ts';
import { metafieldsSet } from './metafields-set.ts';
import { toOrderConnection, toOrderFilter } from './orders.ts';
import { searchProducts, toProductConnection } from './product.ts';
import { shopLocales } from './shop.ts';
import { tagMutations } from './tags.ts';

/** The most items of an input array: https://shopify.dev/docs/api/usage/limits#input-limits */
const IDS_MAX = 250;

/** A root field that finds one object by its global id, which has to be of the right type. */
function byId(
  type: string,
  find: (context: RequestContext, id: string) => object | null,
): FieldResolver<unknown> {
  return (_root, arguments_, context) => {
    const gid = String(arguments_['id']);
    const parsed = parseGid(gid);
    if (parsed?.type !== type) throw invalidId(gid);
    return find(context, parsed.id);
  };
}

function nodeOf(context: RequestContext, gid: string, field: string): object | null {
  const type = parseGid(gid)?.type;
  if (!type) throw invalidId(gid);
  requireTypeAccess(context.scopes, type, field);
  const found = findNode(context, gid);
  if (found === undefined) throw notImplemented(`finding a ${type} by its id`);
  return found;
}

function toCount(found: readonly unknown[]) {
  return { count: found.length, precision: 'EXACT' };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/QueryRoot */
export const queryFields = fieldsOf<unknown>({
  shop: (_root, _arguments, { world }) => world.shop.get(),
  shopLocales: (_root, { published }, { world }) => shopLocales(world.shop.get(), published),
  currentAppInstallation: (_root, _arguments, { world }) => world.installation.get(),
  node: (_root, { id }, context) => nodeOf(context, String(id), 'node'),
  nodes: (_root, arguments_, context) => {
    const ids = arguments_['ids'] as readonly string[];
    if (ids.length > IDS_MAX) throw inputTooLarge(ids.length);
    return ids.map((id) => nodeOf(context, id, 'nodes'));
  },
  order: byId('Order', findOrder),
  orders: (_root, arguments_, context) =>
    toOrderConnection('QueryRoot.orders', visibleOrders(context), arguments_),
  ordersCount: (_root, { query }, context) =>
    toCount(visibleOrders(context).filter(toOrderFilter('QueryRoot.ordersCount', query))),
  customer: byId('Customer', findCustomer),
  customers: (_root, arguments_, { world }) =>
    toCustomerConnection('QueryRoot.customers', world.customers.all(), arguments_),
  customersCount: (_root, { query }, { world }) =>
    toCount(world.customers.all().filter(toCustomerFilter('QueryRoot.customersCount', query))),
  bulkOperation: byId('BulkOperation', ({ world }, id) => world.bulkOperations.get(id) ?? null),
  bulkOperations: (_root, arguments_, { world }) =>
    toBulkOperationConnection(world.bulkOperations.all(), arguments_),
  currentBulkOperation: (_root, { type }, { world }) => currentBulkOperation(world, type),
  job: byId('Job', ({ world }, id) => jobOf(world, id)),
  ...discountQueries,
  ...segmentQueries,
  storeCreditAccount: byId(
    'StoreCreditAccount',
    ({ world }, id) => world.storeCreditAccounts.get(id) ?? null,
  ),
  giftCard: byId('GiftCard', ({ world }, id) => world.giftCards.get(id) ?? null),
  giftCards: (_root, arguments_, { world }) => toGiftCardConnection(world, arguments_),
  discountRedeemCodeBulkCreation: byId(
    'DiscountRedeemCodeBulkCreation',
    ({ world }, id) => world.redeemCodeCreations.get(id) ?? null,
  ),
  collection: byId('Collection', ({ world }, id) => world.collections.get(id) ?? null),
  collections: (_root, arguments_, { world }) =>
    toCollectionConnection(world.collections.all(), arguments_),
  product: byId('Product', findProduct),
  products: (_root, arguments_, context) => toProductConnection(context, arguments_),
  productsCount: (_root, arguments_, context) =>
    toCount(searchProducts('QueryRoot.productsCount', context, arguments_)),
});

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Mutation */
export const mutationFields = fieldsOf<unknown>({
  metafieldsSet: (_root, arguments_, context) => metafieldsSet(context, arguments_),
  bulkOperationRunQuery: (_root, arguments_, context, { schema }) =>
    bulkOperationRunQuery(schema, context, arguments_),
  bulkOperationCancel: (_root, arguments_, context) => bulkOperationCancel(context, arguments_),
  customerUpdate: (_root, arguments_, context) => customerUpdate(context, arguments_),
  ...tagMutations,
  ...discountMutations,
  ...segmentMutations,
  ...storeCreditMutations,
  giftCardCreate,
  giftCardDeactivate,
  discountRedeemCodeBulkAdd: (_root, arguments_, context) =>
    discountRedeemCodeBulkAdd(context, arguments_),
  discountCodeRedeemCodeBulkDelete: (_root, arguments_, context) =>
    discountCodeRedeemCodeBulkDelete(context, arguments_),
});

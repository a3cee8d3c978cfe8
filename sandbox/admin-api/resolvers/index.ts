import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
} from 'graphql';

import { requireFieldAccess } from '../access.ts';
import type { Arguments, FieldTable, Refusal, RequestContext } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { bulkOperationFields } from '../bulk/fields.ts';
import { giftCardFields } from '../credit/gift-card-objects.ts';
import {
  storeCreditAccountFields,
  storeCreditTransactionTables,
} from '../credit/store-credit-objects.ts';
import { discountNodeTables } from '../discounts/nodes.ts';
import { discountTables } from '../discounts/objects.ts';
import { redeemCodeCreationFields, redeemCodeFields } from '../discounts/redeem-codes.ts';
import { segmentFields, segmentMemberFields } from '../segments/queries.ts';
import { appInstallationFields } from './app-installation.ts';
import { collectionFields } from './collection.ts';
import { customerFields } from './customer.ts';
import { fulfillmentFields } from './fulfillment.ts';
import { lineItemFields } from './line-item.ts';
import { metafieldFields } from './metafield.ts';
import { orderFields } from './order.ts';
import { productFields, productVariantFields } from './product.ts';
import {
  orderAdjustmentFields,
  orderTransactionFields,
  refundFields,
  refundLineItemFields,
  refundShippingLineFields,
} from './refund.ts';
import { mutationFields, queryFields } from './roots.ts';
import { shopFields } from './shop.ts';

/** What the sandbox implements of each type. Types that are not here are answered with plain objects, field by field. */
const TABLES: Readonly<Record<string, FieldTable>> = {
  QueryRoot: queryFields,
  Mutation: mutationFields,
  AppInstallation: appInstallationFields,
  BulkOperation: bulkOperationFields,
  Collection: collectionFields,
  Customer: customerFields,
  ...discountTables,
  ...discountNodeTables,
  DiscountRedeemCode: redeemCodeFields,
  DiscountRedeemCodeBulkCreation: redeemCodeCreationFields,
  Fulfillment: fulfillmentFields,
  LineItem: lineItemFields,
  Metafield: metafieldFields,
  Order: orderFields,
  OrderAdjustment: orderAdjustmentFields,
  OrderTransaction: orderTransactionFields,
  Product: productFields,
  ProductVariant: productVariantFields,
  Refund: refundFields,
  RefundLineItem: refundLineItemFields,
  RefundShippingLine: refundShippingLineFields,
  GiftCard: giftCardFields,
  StoreCreditAccount: storeCreditAccountFields,
  ...storeCreditTransactionTables,
  Segment: segmentFields,
  CustomerSegmentMember: segmentMemberFields,
  Shop: shopFields,
};

/**
 * Answers one field: checks the token's scopes, then asks the table of its type. A field of Shopify's schema that
 * has no answer here is an error, never null: the app must not take the sandbox's ignorance for Shopify's answer.
 */
export const resolveField: GraphQLFieldResolver<unknown, RequestContext, Arguments> = (
  source,
  arguments_,
  context,
  info,
) => {
  requireFieldAccess(context.scopes, info);
  const { parentType, fieldName } = info;
  if (context.refusal?.mutation === fieldName && parentType.name === 'Mutation') {
    return refusedPayload(context.refusal, info);
  }
  const table = TABLES[parentType.name];
  if (!table) return plainField(source, parentType.name, fieldName);
  const resolver = table[fieldName];
  if (!resolver) throw notImplemented(`${parentType.name}.${fieldName}`);
  return resolver(source, arguments_, context, info);
};

/** A mutation that changed nothing: its user errors, and null for whatever else its payload has. */
function refusedPayload({ userError }: Refusal, { returnType }: GraphQLResolveInfo): object {
  const payload = getNamedType(returnType);
  const names = isObjectType(payload) ? Object.keys(payload.getFields()) : [];
  return { ...Object.fromEntries(names.map((name) => [name, null])), userErrors: [userError] };
}

function plainField(source: unknown, type: string, field: string): unknown {
  if (typeof source === 'object' && source !== null && Object.hasOwn(source, field)) {
    return (source as Record<string, unknown>)[field];
  }
  throw notImplemented(`${type}.${field}`);
}

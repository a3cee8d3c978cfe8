import type { World } from '../world.ts';
import type { Announcement } from './announcement.ts';
import { bulkOperationBody } from './bulk-operation-body.ts';
import { collectionBody, deletedGoodsBody, productBody } from './catalogue-body.ts';
import { customerRedactBody, dataRequestBody, shopRedactBody } from './compliance-body.ts';
import { consentBody, tagsBody } from './customer-change-body.ts';
import { customerBody, deletedCustomerBody } from './customer-body.ts';
import { changedDiscountBody, deletedDiscountBody, removedCodeBody } from './discount-body.ts';
import { mergeBody } from './merge-body.ts';
import { orderBody } from './order-body.ts';
import { deletedOrderBody, orderEditBody } from './order-edit-body.ts';
import { refundBody } from './refund-body.ts';
import { scopesUpdateBody } from './scopes-body.ts';
import { segmentMoveBody } from './segment-body.ts';
import { shopBody } from './shop-body.ts';
import { transactionBody } from './transaction-body.ts';

/** What bodies are made from. */
export type BodyParts = Pick<World, 'shop' | 'customers' | 'metafields'>;

function bodyOf(
  announcement: Announcement,
  { shop, customers, metafields }: BodyParts,
): Record<string, unknown> {
  switch (announcement.topic) {
    case 'refunds/create':
      return refundBody(announcement.order, announcement.refund, shop.get());
    case 'order_transactions/create':
      return transactionBody(announcement.order, announcement.transaction, shop.get());
    case 'orders/edited':
      return orderEditBody(announcement.edit, shop.get());
    case 'orders/delete':
      return deletedOrderBody(announcement.deletedOrder);
    case 'customers/create':
    case 'customers/update':
      return customerBody(announcement.customer, shop.get());
    case 'customers/delete':
      return deletedCustomerBody(announcement.customer);
    case 'customers/merge':
      return mergeBody(announcement);
    case 'bulk_operations/finish':
      return bulkOperationBody(announcement.operation, shop.get());
    case 'customers_email_marketing_consent/update':
      return consentBody(announcement.customer, shop.get());
    case 'customer.tags_added':
    case 'customer.tags_removed':
      return tagsBody(announcement);
    case 'products/update':
      return productBody(announcement.product, shop.get());
    case 'collections/update':
      return collectionBody(announcement.collection, shop.get());
    case 'products/delete':
    case 'collections/delete':
      return deletedGoodsBody(announcement.deletedId);
    case 'discounts/delete':
      return deletedDiscountBody(announcement, shop.get());
    case 'discounts/update':
      return changedDiscountBody(announcement.discount, shop.get());
    case 'discounts/redeemcode_removed':
      return removedCodeBody(announcement, shop.get());
    case 'customer.joined_segment':
    case 'customer.left_segment':
      return segmentMoveBody(announcement, shop.get());
    case 'app/uninstalled':
    case 'shop/update':
      return shopBody(announcement.shop);
    case 'app/scopes_update': {
      const appId = metafields.appNamespace.replace(/^app--/, '');
      return scopesUpdateBody(announcement.change, appId, shop.get());
    }
    case 'customers/data_request':
      return dataRequestBody(shop.get(), announcement.person, announcement.requestId);
    case 'customers/redact':
      return customerRedactBody(shop.get(), announcement.person);
    case 'shop/redact':
      return shopRedactBody(announcement.shop);
    default: {
      const { order } = announcement;
      const customer = order.customerId === null ? undefined : customers.get(order.customerId);
      return orderBody(order, customer ?? null, shop.get());
    }
  }
}

/** Whether the body is the whole order, which one action tells of under several topics. */
function wholeOrderOf(announcement: Announcement): object | undefined {
  const isPart = 'refund' in announcement || 'transaction' in announcement;
  return 'order' in announcement && !isPart ? announcement.order : undefined;
}

/**
 * Renders the bodies of one action's announcements as JSON; what several share is rendered once.
 * `fields` are those at the top of the body that are sent, where not all are.
 */
export function createBodyRenderer(
  parts: BodyParts,
): (announcement: Announcement, fields?: readonly string[]) => string {
  const rendered = new Map<object, string>();
  return (announcement, fields) => {
    if (fields) return JSON.stringify(bodyOf(announcement, parts), [...fields]);
    const order = wholeOrderOf(announcement);
    const known = order && rendered.get(order);
    if (known !== undefined) return known;
    const body = JSON.stringify(bodyOf(announcement, parts));
    if (order) rendered.set(order, body);
    return body;
  };
}

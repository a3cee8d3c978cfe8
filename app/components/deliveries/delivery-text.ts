import type { FoundReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { READ_ORDER_TOPIC } from '#app/loyalty/deliveries/read-order-event.ts';
import { TEST_TOPIC } from '#app/loyalty/deliveries/test-event.ts';

import type { Language } from '../language/language.ts';

/** Topics that have a name in plain words, and its key among the texts. */
const NAME_BY_TOPIC = {
  'orders/create': 'orderCreated',
  'orders/updated': 'orderUpdated',
  'orders/paid': 'orderPaid',
  'orders/cancelled': 'orderCancelled',
  'orders/fulfilled': 'orderFulfilled',
  'orders/edited': 'orderEdited',
  'orders/delete': 'orderDeleted',
  'order_transactions/create': 'transactionCreated',
  'refunds/create': 'refundCreated',
  'customers/create': 'customerCreated',
  'customers/update': 'customerUpdated',
  'customers/delete': 'customerDeleted',
  'customers/merge': 'customersMerged',
  'customers_email_marketing_consent/update': 'emailConsentChanged',
  'customer.tags_added': 'customerTagged',
  'customer.tags_removed': 'customerUntagged',
  'products/update': 'productUpdated',
  'products/delete': 'productDeleted',
  'collections/update': 'collectionUpdated',
  'collections/delete': 'collectionDeleted',
  'discounts/update': 'discountChanged',
  'discounts/delete': 'discountDeleted',
  'discounts/redeemcode_removed': 'discountCodeDeleted',
  'customers/data_request': 'dataRequest',
  'customers/redact': 'customerRedaction',
  'shop/redact': 'shopRedaction',
  'shop/update': 'shopUpdated',
  'app/uninstalled': 'appUninstalled',
  'app/scopes_update': 'scopesUpdated',
  [TEST_TOPIC]: 'test',
  [READ_ORDER_TOPIC]: 'readOrder',
} as const;

type NamedTopic = keyof typeof NAME_BY_TOPIC;

/** Every topic that can be chosen in a list, in the order in which it is offered. */
export const NAMED_TOPICS = Object.keys(NAME_BY_TOPIC);

function isNamed(topic: string): topic is NamedTopic {
  return Object.hasOwn(NAME_BY_TOPIC, topic);
}

/** What kind of event it is, in plain words. */
export function nameTopic(topic: string, { text }: Language): string {
  return isNamed(topic)
    ? text(`deliveries.topic.${NAME_BY_TOPIC[topic]}`)
    : text('deliveries.topic.unknown');
}

/** What an event is about, where that is known. */
export interface DeliverySubject {
  readonly kind: 'order' | 'customer';
  readonly id: string;
  readonly name: string | null;
}

/** `Order #1001`, `Ada Lovelace`. */
export function nameSubject({ kind, id, name }: DeliverySubject, { text }: Language): string {
  if (kind === 'order') return text('deliveries.order', { name: name ?? id });
  return name ?? text('members.unnamed', { id });
}

/** Where the admin shows it. */
export function subjectUrl({ kind, id }: DeliverySubject): string {
  return kind === 'order' ? `shopify://admin/orders/${id}` : `shopify://admin/customers/${id}`;
}

/** Why an event was not simply carried out, in a sentence. */
export function describeReason(reason: FoundReason, { text }: Language): string {
  switch (reason.code) {
    case 'text':
      return reason.text;
    case 'no_answer':
      return text(`deliveries.reason.no_answer.${reason.failure}`);
    case 'not_utf8':
    case 'not_json':
    case 'not_representable':
    case 'unexpected_body':
    case 'amount':
    case 'unknown_topic':
    case 'wrong_topic':
    case 'other_shop':
    case 'failed':
    case 'order_not_shown':
    case 'installed_since':
    case 'set_aside':
      return text(`deliveries.reason.${reason.code}`);
  }
}

/** What whoever reads it can do about it; null where there is nothing to do. */
export function describeNextStep(reason: FoundReason, { text }: Language): string | null {
  switch (reason.code) {
    case 'not_utf8':
    case 'not_json':
    case 'not_representable':
      return text('deliveries.nextStep.damaged');
    case 'unexpected_body':
    case 'amount':
      return text('deliveries.nextStep.unexpected');
    case 'unknown_topic':
      return text('deliveries.nextStep.useless');
    case 'wrong_topic':
    case 'other_shop':
      return text('deliveries.nextStep.suspicious');
    case 'failed':
      return text('deliveries.nextStep.failed');
    case 'no_answer':
      return text(
        reason.failure === 'not_installed' || reason.failure === 'access_denied'
          ? 'deliveries.nextStep.noAccess'
          : 'deliveries.nextStep.byItself',
      );
    case 'order_not_shown':
    case 'installed_since':
    case 'set_aside':
    case 'text':
      return null;
  }
}

/** What a developer needs to know besides, in the program's own words; null where the sentence says all. */
export function technicalDetail(reason: FoundReason): string | null {
  switch (reason.code) {
    case 'unexpected_body':
      return reason.fields.join(', ');
    case 'amount':
    case 'failed':
      return reason.detail;
    case 'wrong_topic':
      return `${reason.expected} ≠ ${reason.found}`;
    default:
      return null;
  }
}

import type { Discount, RedeemCode } from '../store/discount-types.ts';
import type { Id, Time } from '../store/scalars.ts';
import type { BulkOperation } from '../store/bulk-types.ts';
import type { Collection, Product } from '../store/product-types.ts';
import type { Customer } from '../store/customer-types.ts';
import type { Order, OrderEdit, Refund, Transaction } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';

/** A change of what the app may do. */
export interface ScopesChange {
  readonly previous: readonly string[];
  readonly current: readonly string[];
  readonly updatedAt: Time;
}

/** Whom a request by law is about, as the shop knew her when it was sent. */
export interface PersonConcerned {
  readonly customer: Pick<Customer, 'id' | 'email' | 'phone'>;
  readonly orderIds: readonly Id[];
}

/** Two customers who became one. */
export interface CustomersMerge {
  readonly topic: 'customers/merge';
  readonly keptId: Id;
  readonly deletedId: Id;
  readonly jobId: string;
}

/** A bulk operation that has come to its end. */
export interface BulkOperationFinish {
  readonly topic: 'bulk_operations/finish';
  readonly operation: BulkOperation;
}

/** Tags that a customer got, or lost. */
export interface TagsChange {
  readonly topic: 'customer.tags_added' | 'customer.tags_removed';
  readonly customerId: Id;
  readonly tags: readonly string[];
  readonly occurredAt: Time;
}

/** A customer who joined or left a segment. */
export interface SegmentMove {
  readonly topic: 'customer.joined_segment' | 'customer.left_segment';
  readonly customerId: Id;
  readonly segmentId: Id;
}

/**
 * Something that happened in the shop, by the topic that tells of it; see the topics' descriptions in
 * https://shopify.dev/docs/api/webhooks
 */
export type Announcement =
  | {
      readonly topic:
        | 'orders/create'
        | 'orders/paid'
        | 'orders/updated'
        | 'orders/fulfilled'
        | 'orders/partially_fulfilled'
        | 'orders/cancelled';
      readonly order: Order;
    }
  | { readonly topic: 'orders/edited'; readonly edit: OrderEdit }
  | { readonly topic: 'orders/delete'; readonly deletedOrder: Order }
  | {
      readonly topic: 'order_transactions/create';
      readonly order: Order;
      readonly transaction: Transaction;
    }
  | { readonly topic: 'refunds/create'; readonly order: Order; readonly refund: Refund }
  | {
      readonly topic:
        | 'customers/create'
        | 'customers/update'
        | 'customers/delete'
        | 'customers_email_marketing_consent/update';
      readonly customer: Customer;
    }
  | CustomersMerge
  | BulkOperationFinish
  | SegmentMove
  | TagsChange
  | { readonly topic: 'products/update'; readonly product: Product }
  | { readonly topic: 'collections/update'; readonly collection: Collection }
  | { readonly topic: 'products/delete' | 'collections/delete'; readonly deletedId: Id }
  | {
      readonly topic: 'discounts/delete';
      readonly discount: Pick<Discount, 'id' | 'method'>;
      readonly deletedAt: Time;
    }
  | {
      readonly topic: 'discounts/update';
      readonly discount: Pick<Discount, 'id' | 'method' | 'title' | 'startsAt' | 'endsAt'> &
        Pick<Discount, 'createdAt' | 'updatedAt'>;
    }
  | {
      readonly topic: 'discounts/redeemcode_removed';
      readonly redeemCode: Pick<RedeemCode, 'id' | 'code' | 'discountId'>;
      readonly deletedAt: Time;
    }
  | { readonly topic: 'app/uninstalled' | 'shop/update'; readonly shop: SandboxShop }
  | { readonly topic: 'app/scopes_update'; readonly change: ScopesChange }
  | {
      readonly topic: 'customers/data_request';
      readonly person: PersonConcerned;
      readonly requestId: Id;
    }
  | { readonly topic: 'customers/redact'; readonly person: PersonConcerned }
  | { readonly topic: 'shop/redact'; readonly shop: SandboxShop };

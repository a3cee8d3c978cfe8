import type { Customer, Order, Refund, SandboxShop } from '../store/types.ts';

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
        | 'orders/cancelled';
      readonly order: Order;
    }
  | { readonly topic: 'refunds/create'; readonly order: Order; readonly refund: Refund }
  | {
      readonly topic: 'customers/create' | 'customers/update' | 'customers/delete';
      readonly customer: Customer;
    }
  | { readonly topic: 'app/uninstalled'; readonly shop: SandboxShop };

import type {
  OrderFirstPagesFragment,
  OrderFulfillmentFragment,
  OrderHeadFragment,
  OrderLineFragment,
  OrderPaymentFragment,
  OrderShippingLineFragment,
  RefundByIdQuery,
} from './generated/operations.server.ts';

/** An order as the Admin API answers it: its head, and the first pages of its lists. */
export type ApiOrder = OrderFirstPagesFragment;
/** A refund with all of its parts as the Admin API answers it. */
export type ApiRefund = Pick<
  Extract<NonNullable<RefundByIdQuery['node']>, { readonly __typename: 'Refund' }>,
  'id'
> & {
  readonly [Part in 'refundLineItems' | 'orderAdjustments' | 'transactions']: {
    readonly nodes: ApiOrder['refunds'][number][Part]['nodes'];
  };
};

/** What comes in lists that are short for most orders. */
export interface ShortLists {
  readonly shippingLines: readonly OrderShippingLineFragment[];
  readonly payments: readonly OrderPaymentFragment[];
  readonly fulfillments: readonly OrderFulfillmentFragment[];
}

/** The whole of an order, however many pages it took. */
export interface WholeOrder extends ShortLists {
  readonly head: OrderHeadFragment;
  /** Without tips. */
  readonly lines: readonly OrderLineFragment[];
  readonly refunds: readonly ApiRefund[];
}

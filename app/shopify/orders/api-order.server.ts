import type {
  OrderFirstPagesFragment,
  OrderFulfillmentFragment,
  OrderHeadFragment,
  OrderLineFragment,
  OrderPaymentFragment,
  OrderShippingLineFragment,
  RefundByIdQuery,
  ShopMoneyFragment,
} from '../generated/operations.server.ts';

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

/**
 * An answer with the words of its enums as plain text: a later version of the API may know more of them, and so may a
 * file that it wrote.
 */
export type Spoken<Answer> = Answer extends string
  ? string
  : Answer extends readonly (infer Item)[]
    ? readonly Spoken<Item>[]
    : Answer extends object
      ? { readonly [Key in keyof Answer]: Spoken<Answer[Key]> }
      : Answer;

export type SpokenHead = Spoken<OrderHeadFragment>;
export type SpokenLine = Spoken<OrderLineFragment>;
export type SpokenShippingLine = Spoken<OrderShippingLineFragment>;
export type SpokenMoney = Spoken<ShopMoneyFragment>;

/** What comes in lists that are short for most orders. */
export interface ShortLists {
  readonly shippingLines: readonly SpokenShippingLine[];
  readonly payments: readonly Spoken<OrderPaymentFragment>[];
  readonly fulfillments: readonly Spoken<OrderFulfillmentFragment>[];
}

/** The whole of an order, however many pages it took. */
export interface WholeOrder extends ShortLists {
  readonly head: SpokenHead;
  /** Without tips. */
  readonly lines: readonly SpokenLine[];
  readonly refunds: readonly ApiRefund[];
}

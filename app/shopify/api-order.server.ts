import type { OrdersByIdsQuery, RefundByIdQuery } from './generated/operations.server.ts';

type Node = NonNullable<OrdersByIdsQuery['nodes'][number]>;
/** An order as the Admin API answers it. */
export type ApiOrder = Extract<Node, { readonly __typename: 'Order' }>;
/** A line of an order as the Admin API answers it. */
export type ApiLine = ApiOrder['lineItems']['nodes'][number];
/** A refund with all of its parts as the Admin API answers it. */
export type ApiRefund = Pick<
  Extract<NonNullable<RefundByIdQuery['node']>, { readonly __typename: 'Refund' }>,
  'id'
> & {
  readonly [Part in 'refundLineItems' | 'orderAdjustments' | 'transactions']: {
    readonly nodes: ApiOrder['refunds'][number][Part]['nodes'];
  };
};

/** The whole of an order's lines and refunds, however many pages they took. */
export interface WholeOrder {
  readonly head: ApiOrder;
  readonly lines: readonly ApiLine[];
  readonly refunds: readonly ApiRefund[];
}

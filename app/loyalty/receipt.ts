/**
 * Receipts: why points moved, or did not, as data. Rendered in the reader's language by `describeReceipt`
 * in `app/components`; the same for shopper, staff and merchant.
 */

/** One line of an order, as far as it counted. All amounts in minor units of the shop's currency. */
export interface ReceiptLine {
  readonly lineId: string;
  readonly title: string;
  readonly quantity: number;
  readonly gross: number;
  readonly discount: number;
  readonly refunded: number;
  /** What counts of the line. */
  readonly net: number;
  /** Why nothing of it counts: a gift card counts when it is used. */
  readonly excluded: 'gift_card' | null;
}

/** Why an order that was judged earns nothing, or nothing yet. */
export type NothingEarned =
  | 'no_customer'
  | 'not_paid'
  | 'cancelled'
  | 'deleted'
  | 'test_order'
  | 'business_order'
  | 'before_program'
  | 'other_currency'
  | 'below_one_point';

/** How an order was judged: the rule, the version, the inputs and the arithmetic. */
export interface OrderReceipt {
  readonly kind: 'order';
  readonly orderId: string;
  readonly orderName: string;
  /** Version of the program that was in force at the order's `processed_at`; null where none was. */
  readonly programVersion: number | null;
  readonly rule: string | null;
  readonly currency: string;
  readonly lines: readonly ReceiptLine[];
  /** Sum of the lines' net. */
  readonly linesNet: number;
  /** Refunded without naming a line, and the share of it that falls on the lines. */
  readonly refundedWithoutLines: number;
  readonly shareOfRefund: number;
  /** What counts, in minor units. */
  readonly counted: number;
  readonly pointsPerUnit: number;
  /** What the order is worth now, in points. */
  readonly points: number;
  /** What had been posted for the order before this. */
  readonly pointsBefore: number;
  readonly nothing: NothingEarned | null;
}

/** What one transfer of a posting did, in words that a renderer can put into any language. */
export type Movement =
  'earned' | 'debt_repaid' | 'taken_back_own' | 'taken_back_other' | 'taken_back_owed';

/** The receipt that a transfer carries. */
export interface TransferReceipt {
  readonly movement: Movement;
  readonly because: OrderReceipt;
}

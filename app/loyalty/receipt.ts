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
  /** Tax that the rule adds to the price (positive) or takes out of it (negative). Absent in old receipts. */
  readonly tax?: number | undefined;
  /** What counts of the line. */
  readonly net: number;
  /** Why nothing of it counts: a gift card counts when it is used. */
  readonly excluded: 'gift_card' | null;
}

/** What else counted of an order besides its lines. */
export interface ReceiptExtra {
  readonly kind: 'shipping' | 'tips' | 'duties';
  readonly amount: number;
}

/** Why an order that was judged earns nothing, or nothing yet. */
export type NothingEarned =
  | 'no_customer'
  | 'not_a_member'
  | 'not_paid'
  | 'cancelled'
  | 'deleted'
  | 'charged_back'
  | 'test_order'
  | 'business_order'
  | 'other_channel'
  | 'before_program'
  | 'other_currency'
  | 'below_minimum'
  | 'below_one_point';

/** By what points were counted. */
export type ReceiptEarns =
  | { readonly kind: 'per_amount'; readonly points: number; readonly amount: number }
  | { readonly kind: 'per_order'; readonly points: number };

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
  readonly extras: readonly ReceiptExtra[];
  /** Refunded without naming a line, and the share of it that falls on what counts. */
  readonly refundedWithoutLines: number;
  readonly shareOfRefund: number;
  /** What was paid with gift cards that had earned when they were bought, and the share of it in what counts. */
  readonly paidByGiftCard: number;
  readonly shareOfGiftCard: number;
  /** What counts, in minor units. */
  readonly counted: number;
  /** Least that must count; minor units. */
  readonly minimum: number;
  readonly earns: ReceiptEarns | null;
  readonly rounding: 'down' | 'nearest' | 'up';
  /** The member's tier just before the order, where tiers earn differently. */
  readonly tier: {
    readonly key: string;
    readonly name: string | null;
    readonly percent: number;
  } | null;
  /** When the order was claimed by a member who was none when she placed it; ISO 8601. */
  readonly claimedAt: string | null;
  /** What the order is worth now, in points. */
  readonly points: number;
  /** What had been posted for the order before this. */
  readonly pointsBefore: number;
  readonly nothing: NothingEarned | null;
}

/** How a receipt was written while the program had its first format: points for each whole unit, and nothing else. */
export type FormerOrderReceipt = Omit<
  OrderReceipt,
  | 'extras'
  | 'paidByGiftCard'
  | 'shareOfGiftCard'
  | 'minimum'
  | 'earns'
  | 'rounding'
  | 'tier'
  | 'claimedAt'
> & { readonly pointsPerUnit: number };

/** A stored receipt of an order, of any age. Receipts are never rewritten, so old ones are read for ever. */
export function readOrderReceipt(stored: OrderReceipt | FormerOrderReceipt): OrderReceipt {
  if (!('pointsPerUnit' in stored)) return stored;
  const { pointsPerUnit, ...receipt } = stored;
  return {
    ...receipt,
    extras: [],
    paidByGiftCard: 0,
    shareOfGiftCard: 0,
    minimum: 0,
    earns: pointsPerUnit > 0 ? { kind: 'per_amount', points: pointsPerUnit, amount: 1 } : null,
    rounding: 'down',
    tier: null,
    claimedAt: null,
  };
}

/** What one transfer of an order's posting did, in words that a renderer can put into any language. */
export type Movement =
  | 'earned'
  | 'debt_repaid'
  | 'own_debt_cancelled'
  | 'forgiveness_cancelled'
  | 'taken_back_pending'
  | 'taken_back_own'
  | 'taken_back_expired'
  | 'taken_back_other'
  | 'taken_back_owed'
  | 'taken_back_forgiven';

/** Points that became spendable, were lost, or went over to another member: what happens to a lot as it is. */
export interface LotReceipt {
  readonly kind: 'maturity' | 'expiry';
  /** What opened the lot. */
  readonly openedBy: { readonly kind: string; readonly id: string };
  /** The date that has come; ISO 8601. */
  readonly due: string;
}

/** Two members became one. */
export interface MergeReceipt {
  readonly kind: 'merge';
  readonly absorbedCustomerId: string;
  readonly keptCustomerId: string;
  readonly mergedAt: string;
}

/** Points given by a decision that is made once: by staff, for an action, by an import. */
export interface AwardReceipt {
  readonly kind: 'award';
  readonly reason: string;
  readonly points: number;
}

/** Points promised to a redemption, spent on it or given back. */
export interface RedemptionReceipt {
  readonly kind: 'redemption';
  readonly redemptionId: string;
  readonly points: number;
  readonly reason: string;
}

/** What a transfer of a lot, of a merge, an award or a redemption did. */
export type OtherMovement =
  | 'matured'
  | 'expired'
  | 'merged_out'
  | 'merged_in'
  | 'debt_set_off'
  | 'held'
  | 'spent'
  | 'released'
  | 'grace_given';

/** Why a transfer was posted. */
export type Because = OrderReceipt | LotReceipt | MergeReceipt | AwardReceipt | RedemptionReceipt;

/** The receipt that a transfer carries. */
export interface TransferReceipt {
  readonly movement: Movement | OtherMovement;
  readonly because: Because;
}

import type { NotGiven, ReachedLimit } from './not-given.ts';
import type { Bonus } from '../program/bonus.ts';

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
  /**
   * Why nothing of it counts: a gift card counts when it is used; the program leaves such products out; or it asks for
   * what was never learnt of the product.
   */
  readonly excluded: 'gift_card' | 'left_out' | 'not_known' | null;
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
  | 'other_tier'
  | 'missing_tag'
  | 'excluded_tag'
  | 'not_known'
  | 'limit_reached'
  | 'below_one_point';

/** By what points were counted. */
export type ReceiptEarns =
  | { readonly kind: 'per_amount'; readonly points: number; readonly amount: number }
  | { readonly kind: 'per_order'; readonly points: number };

/** Points of a rule that were cut off at a limit. */
export interface ReceiptCut extends ReachedLimit {
  /** What the rule would have given. */
  readonly uncut: number;
}

/** What the base rule gave, where anything else gave something or its limit cut it off. */
export interface ReceiptBase {
  readonly points: number;
  readonly cut: ReceiptCut | null;
}

/** What a bonus gave. */
export interface ReceiptBonus {
  readonly key: string;
  /** The shop's own word for it when the order was judged. */
  readonly name: string | null;
  readonly gives: Bonus['gives'];
  /** What its lines count for, in minor units, and how many of their units were not returned. */
  readonly counted: number;
  readonly units: number;
  /** In addition to what the order earns without it. */
  readonly points: number;
  readonly cut: ReceiptCut | null;
}

/** A bonus that gave nothing, and why. */
export type ReceiptNoBonus = NotGiven & { readonly key: string; readonly name: string | null };

/** A challenge that the order completed. */
export interface ReceiptChallenge {
  readonly key: string;
  readonly name: string | null;
  /** How often the order completed it. */
  readonly times: number;
  /** Points for that; 0 where a reward is the prize. */
  readonly points: number;
  /** Key of the reward; null where points are the prize. */
  readonly reward: string | null;
}

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
  /** Null where all points are the base rule's. */
  readonly base: ReceiptBase | null;
  readonly bonuses: readonly ReceiptBonus[];
  readonly noBonuses: readonly ReceiptNoBonus[];
  readonly challenges: readonly ReceiptChallenge[];
  /** What the order is worth now, in points. */
  readonly points: number;
  /** What had been posted for the order before this. */
  readonly pointsBefore: number;
  readonly nothing: NothingEarned | null;
}

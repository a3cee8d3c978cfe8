import type { CreditSource } from './credit-types.ts';
import type { OrderDiscount } from './discount-types.ts';
import type { Id, Minor, Time } from './scalars.ts';
import type { Address } from './customer-types.ts';

export interface OrderLine {
  id: Id;
  productId: Id;
  variantId: Id;
  title: string;
  variantTitle: string;
  sku: string;
  vendor: string;
  /** As ordered, refunded units included. */
  quantity: number;
  price: Minor;
  /** Sum of the line's discount allocations. */
  discount: Minor;
  /** Per cent, as it was when ordered. */
  taxRatePercent: number;
  grams: number;
  giftCard: boolean;
  /** Name of the selling plan of whoever subscribed to it; absent for what is bought once. */
  sellingPlan?: string;
}

/** A shipment. */
export interface Fulfillment {
  id: Id;
  createdAt: Time;
  /** What it ships; where absent, everything that was ordered. */
  lines?: { lineId: Id; quantity: number }[];
  /** When it was cancelled, and its units became unshipped again. */
  cancelledAt?: Time;
}

export interface RefundLine {
  id: Id;
  lineId: Id;
  quantity: number;
  /** What the units cost after discounts: `subtotal` of the refund line item. */
  subtotal: Minor;
  tax: Minor;
  restock: boolean;
}

export interface Transaction {
  id: Id;
  kind: 'sale' | 'refund' | 'void' | 'authorization' | 'capture';
  status: 'success' | 'pending' | 'failure';
  gateway: string;
  amount: Minor;
  createdAt: Time;
  /** Which store credit or gift card paid it. */
  credit?: CreditSource;
  /** What it follows: the authorization that it captures or voids, the payment that it gives back. */
  parentId?: Id;
  /** When the payment provider gave it up, because nobody captured or completed it in time. */
  expiredAt?: Time;
}

export interface Refund {
  id: Id;
  createdAt: Time;
  note: string | null;
  lines: RefundLine[];
  /** Refunded of the shipping fee. */
  shipping: Minor;
  /** Tax on that, contained in it where the shop's `taxesIncluded`. */
  shippingTax: Minor;
  /**
   * Refunded besides lines and shipping ("refund by amount"): the order adjustment (`refund_discrepancy`), with the
   * opposite sign: positive here, negative there. Negative here where less was paid back than the lines cost,
   * because some of it had been refunded by amount before.
   */
  amountWithoutLines: Minor;
  transactions: Transaction[];
  /** Refunded of the import duties. */
  duties?: Minor;
}

export type FinancialStatus =
  | 'pending'
  | 'authorized'
  | 'partially_paid'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'voided'
  | 'expired';

/** Units that come back, and what was given for them where they were exchanged. */
export interface Return {
  id: Id;
  /** `#1001-R1` */
  name: string;
  status: 'requested' | 'open' | 'closed';
  createdAt: Time;
  closedAt: Time | null;
  lines: { id: Id; lineId: Id; quantity: number }[];
  /** Lines of the order that were sent instead. */
  exchangeLineIds: Id[];
  /** The refund in which the units stand, once there is one. */
  refundId: Id | null;
}

/** A payment that the customer contests with the bank. */
export interface Dispute {
  id: Id;
  initiatedAs: 'CHARGEBACK' | 'INQUIRY';
  status: 'NEEDS_RESPONSE' | 'UNDER_REVIEW' | 'ACCEPTED' | 'PREVENTED' | 'WON' | 'LOST';
}

/** Whom a B2B order is for. */
export interface PurchasingCompany {
  id: Id;
  name: string;
  locationId: Id;
  locationName: string;
}

export interface Order {
  id: Id;
  /** 1001 for `#1001` */
  number: number;
  name: string;
  customerId: Id | null;
  email: string | null;
  phone: string | null;
  locale: string;
  currency: string;
  financialStatus: FinancialStatus;
  fulfillmentStatus: 'fulfilled' | 'partial' | null;
  fulfillments: Fulfillment[];
  test: boolean;
  sourceName: string;
  tags: string[];
  noteAttributes: { name: string; value: string }[];
  discountCodes: {
    code: string;
    amount: Minor;
    type: 'fixed_amount' | 'percentage' | 'shipping';
  }[];
  landingSite: string | null;
  lines: OrderLine[];
  /** As it was charged, after discounts. */
  shipping: Minor;
  /** Tax on what was ordered; contained in the prices where the shop's `taxesIncluded`. */
  tax: Minor;
  refunds: Refund[];
  transactions: Transaction[];
  address: Address | null;
  cancelReason: string | null;
  createdAt: Time;
  processedAt: Time;
  updatedAt: Time;
  cancelledAt: Time | null;
  /** `originalTotalPriceSet`, once an edit has changed what the order comes to. */
  originalTotal?: Minor;
  /** Whether prices contain the tax; as the shop says where absent. */
  taxesIncluded?: boolean;
  /** Given on top by the customer. */
  tip?: Minor;
  /** Import duties, on top of everything else. */
  duties?: Minor;
  company?: PurchasingCompany;
  /** What native discounts did to it; `discountCodes` names those of them that were entered. */
  discounts?: OrderDiscount[];
  returns?: Return[];
  disputes?: Dispute[];
}

/** What an edit did to an order: units added to and removed from lines. */
export interface OrderEdit {
  id: Id;
  orderId: Id;
  createdAt: Time;
  staffNote: string;
  additions: { lineId: Id; delta: number }[];
  removals: { lineId: Id; delta: number }[];
}

/**
 * What truly happened in a shop, in terms of its own: what the chaos run records in `events.jsonl`, and all that the
 * oracle is told. Times are ISO 8601, money is in minor units of the shop's currency.
 */

/** One line of an order. */
export interface TrueLine {
  readonly price: number;
  readonly quantity: number;
  readonly discount: number;
  /** What was refunded of it, without tax on top. */
  readonly refunded: number;
  readonly tax: number;
  readonly giftCard: boolean;
}

/** One state of an order, as the shop knew it from `updatedAt` on. */
export interface TrueOrderState {
  readonly updatedAt: string;
  readonly customerId: string | null;
  /** Of an order without a customer. */
  readonly email: string | null;
  readonly processedAt: string;
  readonly cancelled: boolean;
  readonly deleted: boolean;
  /** Shopify's word for it: `paid`, `pending`, `partially_paid`, `refunded`, … */
  readonly financialStatus: string;
  readonly currency: string;
  readonly test: boolean;
  readonly business: boolean;
  readonly sourceName: string;
  readonly taxesIncluded: boolean;
  readonly lines: readonly TrueLine[];
  readonly shipping: number;
  readonly shippingTax: number;
  readonly tips: number;
  readonly duties: number;
  /** By gift cards, less what went back to them. */
  readonly paidByGiftCard: number;
  /** Refunded by amount, and what the order costs besides that. */
  readonly refundedByAmount: number;
  readonly cost: number;
  readonly fulfilledAt: string | null;
  readonly chargedBack: boolean;
}

/** An order with all its states, oldest first. */
export interface TrueOrder {
  readonly id: string;
  readonly states: readonly TrueOrderState[];
}

/** A customer's proven e-mail addresses, in small letters. */
export interface TrueCustomer {
  readonly id: string;
  readonly provenEmails: readonly string[];
}

/** One customer became another. */
export interface TrueMerge {
  readonly absorbed: string;
  readonly kept: string;
  readonly at: string;
}

/** A version of the program and from when on it judges, as published. */
export interface TrueVersion {
  readonly version: number;
  readonly inForceFrom: string;
  readonly program: TrueProgram;
}

/** The program document, as far as orders go. */
export interface TrueProgram {
  readonly enrolment: { readonly who: string; readonly claimDays: number };
  readonly earning: {
    readonly order: {
      readonly earns: { readonly kind: string; readonly points: number; readonly amount?: number };
      readonly counts: {
        readonly shipping: boolean;
        readonly tax: string;
        readonly tips: boolean;
        readonly duties: boolean;
        readonly giftCards: string;
      };
      readonly rounding: string;
      readonly minimum: number;
      readonly channels: 'all' | readonly string[];
      readonly business: boolean;
      readonly testOrders: string;
    };
    readonly maturity: { readonly kind: string; readonly days?: number };
    readonly expiry: { readonly kind: string; readonly days?: number };
  };
  readonly tiers: readonly {
    readonly key: string;
    readonly from: number;
    readonly earningPercent: number;
  }[];
}

/** All that happened. */
export interface History {
  readonly currency: string;
  readonly isDevelopment: boolean;
  readonly versions: readonly TrueVersion[];
  readonly customers: readonly TrueCustomer[];
  readonly orders: readonly TrueOrder[];
  readonly merges: readonly TrueMerge[];
}

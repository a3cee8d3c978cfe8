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
  /** Units that were taken off by refunds. */
  readonly returned: number;
  readonly tax: number;
  readonly giftCard: boolean;
  /** Of its product: what a rule may ask for. */
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  /** Ids of the collections that it is in. */
  readonly collections: readonly string[];
}

/** Products that a rule names. */
interface TrueProducts {
  readonly vendors: readonly string[];
  readonly types: readonly string[];
  readonly tags: readonly string[];
  readonly collections: readonly string[];
}

/** Of which lines a rule speaks. */
export type TrueScope = 'all' | { readonly only: TrueProducts } | { readonly except: TrueProducts };

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
  /** Discount codes that it was placed with. */
  readonly codes: readonly string[];
  readonly chargedBack: boolean;
}

/** An order with all its states, oldest first. */
export interface TrueOrder {
  readonly id: string;
  readonly states: readonly TrueOrderState[];
}

/** What a customer said of the newsletter, and when. */
export interface TrueConsent {
  readonly subscribed: boolean;
  readonly at: string;
}

/** A customer's proven e-mail addresses, in small letters, and what she has said of the newsletter, the oldest first. */
export interface TrueCustomer {
  readonly id: string;
  readonly provenEmails: readonly string[];
  /** The shop's own, that rules may ask for. */
  readonly tags: readonly string[];
  readonly consents: readonly TrueConsent[];
}

/** A birthday as it was told, or had forgotten. */
export interface TrueBirthday {
  readonly customerId: string;
  readonly told: string;
  /** Null where it is to be forgotten. */
  readonly day: { readonly month: number; readonly day: number } | null;
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

/** A reward of the program. */
export interface TrueReward {
  readonly key: string;
  readonly conditions: TrueMembers;
  readonly gives: {
    readonly kind: string;
    readonly points?: number;
    readonly steps?: readonly { readonly points: number; readonly amount: number }[];
  };
}

/** How much a member gets of one rule in a period of the calendar. */
export interface TrueLimit {
  readonly per: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'ever';
  readonly times: number | null;
  readonly points: number | null;
}

interface TrueWindow {
  readonly from: string | null;
  readonly until: string | null;
}

/** For whom something is: by tiers, and by customer tags, of which one of `any` is needed and none of `none` may be there. */
export interface TrueMembers {
  readonly tiers: 'all' | readonly string[];
  readonly tags: { readonly any: readonly string[]; readonly none: readonly string[] };
}

/** For which orders a bonus or a challenge is. */
export interface TrueConditions {
  readonly members: TrueMembers;
  readonly channels: 'all' | readonly string[];
  readonly orders: 'all' | 'first' | 'later';
  readonly minimum: number;
}

export interface TrueBonus {
  readonly key: string;
  readonly window: TrueWindow;
  readonly conditions: TrueConditions;
  readonly lines: TrueScope;
  readonly gives: { readonly kind: string; readonly percent?: number; readonly points?: number };
  readonly limits: readonly TrueLimit[];
}

export interface TrueChallenge {
  readonly key: string;
  readonly window: TrueWindow;
  readonly conditions: TrueConditions;
  readonly goal: {
    readonly kind: string;
    readonly lines?: TrueScope;
    readonly count?: number;
    readonly amount?: number;
  };
  readonly within: TrueLimit['per'];
  readonly repeats: string;
  readonly prize: { readonly kind: string; readonly points?: number };
}

/** What a tier opens besides points: a right once in a period, or ever, or one that lasts. */
export interface TruePerk {
  readonly key: string;
  readonly every: string;
}

/** The program document, as far as it is judged by. */
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
      readonly members: TrueMembers;
      readonly channels: 'all' | readonly string[];
      readonly business: boolean;
      readonly testOrders: string;
      readonly limits: readonly TrueLimit[];
    };
    readonly bonuses: readonly TrueBonus[];
    readonly combining: string;
    readonly challenges: readonly TrueChallenge[];
    readonly actions: readonly {
      readonly key: string;
      readonly occasion: {
        readonly kind: string;
        readonly takenBackWithinDays?: number;
        readonly toldDaysBefore?: number;
      };
      readonly conditions: TrueMembers;
      readonly points: number;
    }[];
    readonly maturity: { readonly kind: string; readonly days?: number };
    readonly expiry: {
      readonly kind: string;
      readonly days?: number;
      readonly month?: number;
      readonly day?: number;
      readonly minimumDays?: number;
    };
  };
  readonly redemption: { readonly afterReturn: string };
  readonly rewards: readonly TrueReward[];
  readonly qualification: {
    readonly measure: string;
    readonly window: { readonly kind: string; readonly days?: number };
    readonly demotion: { readonly to: string; readonly graceDays: number };
  };
  readonly tiers: readonly {
    readonly key: string;
    readonly from: number;
    readonly earningPercent: number;
    /** What is given to whoever reaches it. */
    readonly entry: { readonly kind: string; readonly points?: number } | null;
    readonly perks: readonly TruePerk[];
  }[];
}

/** Points that were given for something else than an order, as the app told whoever asked. */
export interface TrueAction {
  readonly customerId: string;
  readonly rule: string;
  readonly points: number;
  /** When it was done, and when points were given for it: later where staff had to approve. */
  readonly done: string;
  readonly given: string;
}

/** Points that were given for reaching a tier. */
export interface TrueGift {
  readonly customerId: string;
  readonly points: number;
  readonly given: string;
}

/** A tier that was set by hand from a moment on; null for a member's own. */
export interface TruePin {
  readonly customerId: string;
  readonly tier: string | null;
  readonly from: string;
  readonly until: string | null;
}

/** All that happened. */
export interface History {
  readonly currency: string;
  readonly isDevelopment: boolean;
  /** The shop's clocks: an IANA name, and those that it has moved to. */
  readonly timezone: string;
  readonly versions: readonly TrueVersion[];
  readonly customers: readonly TrueCustomer[];
  readonly orders: readonly TrueOrder[];
  readonly merges: readonly TrueMerge[];
  readonly actions: readonly TrueAction[];
  readonly gifts: readonly TrueGift[];
  /** In the order in which they were told. */
  readonly birthdays: readonly TrueBirthday[];
  /** In the order in which they were set. */
  readonly pins: readonly TruePin[];
}

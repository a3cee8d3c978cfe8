import type { Id, Minor, Time } from './scalars.ts';

/** `DiscountClass`: what a discount takes something off, which decides with what it combines. */
export type DiscountClass = 'order' | 'product' | 'shipping';

/** `DiscountItems`: what in a cart a discount speaks of. */
export type DiscountItems =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'products';
      readonly productIds: readonly Id[];
      readonly variantIds: readonly Id[];
    }
  | { readonly kind: 'collections'; readonly collectionIds: readonly Id[] };

/** `DiscountContext`: who may use a discount. */
export type DiscountContext =
  | { readonly kind: 'all' }
  | { readonly kind: 'customers'; readonly ids: readonly Id[] }
  | { readonly kind: 'segments'; readonly ids: readonly Id[] };

export type MinimumRequirement =
  | { readonly kind: 'subtotal'; readonly amount: Minor }
  | { readonly kind: 'quantity'; readonly quantity: number };

/** What an amount-off discount takes off: a share between 0 and 1, or an amount. */
export type AmountOff =
  | { readonly kind: 'percentage'; readonly fraction: number }
  | { readonly kind: 'amount'; readonly amount: Minor; readonly onEachItem: boolean };

export interface BasicOffer {
  readonly kind: 'basic';
  readonly items: DiscountItems;
  readonly value: AmountOff;
}

export interface FreeShippingOffer {
  readonly kind: 'free_shipping';
  /** Only a fee up to this is waived. */
  readonly feeMax: Minor | null;
}

export interface BxgyOffer {
  readonly kind: 'bxgy';
  readonly buys: {
    readonly items: DiscountItems;
    readonly need:
      | { readonly kind: 'quantity'; readonly quantity: number }
      | { readonly kind: 'amount'; readonly amount: Minor };
  };
  readonly gets: {
    readonly items: DiscountItems;
    readonly quantity: number;
    readonly fraction: number;
  };
  readonly usesPerOrderMax: number | null;
}

/** A native discount: https://shopify.dev/docs/apps/build/discounts */
export interface Discount {
  readonly id: Id;
  readonly method: 'code' | 'automatic';
  readonly title: string;
  readonly startsAt: Time;
  readonly endsAt: Time | null;
  readonly offer: BasicOffer | FreeShippingOffer | BxgyOffer;
  readonly context: DiscountContext;
  readonly minimum: MinimumRequirement | null;
  readonly combinesWith: Readonly<Record<DiscountClass, boolean>>;
  /** Of each code. */
  readonly usageLimit: number | null;
  /** Of each code. */
  readonly oncePerCustomer: boolean;
  /** How often an automatic one was used; codes count for themselves. */
  readonly usages: number;
  readonly createdAt: Time;
  readonly updatedAt: Time;
}

/** What staff, or an app, may change of a discount. */
export type DiscountChange = Partial<
  Omit<Discount, 'id' | 'method' | 'usages' | 'createdAt' | 'updatedAt'>
>;

/** A code with which a discount is used. */
export interface RedeemCode {
  readonly id: Id;
  readonly discountId: Id;
  /** As it was written; case does not matter when it is entered. */
  readonly code: string;
  readonly usages: number;
  readonly createdAt: Time;
}

/** The codes of all discounts, of which a shop has each once. */
export interface RedeemCodes {
  get(id: Id): RedeemCode | undefined;
  /** Whatever the case in which it is written. */
  find(code: string): RedeemCode | undefined;
  ofDiscount(discountId: Id): readonly RedeemCode[];
  put(code: RedeemCode): void;
  delete(id: Id): void;
}

/** Codes on their way to a discount, and what became of each of them. */
export interface RedeemCodeCreation {
  readonly id: Id;
  readonly discountId: Id;
  readonly createdAt: Time;
  readonly done: boolean;
  readonly codes: readonly {
    readonly code: string;
    /** Once it was created. */
    readonly redeemCodeId: Id | null;
    /** Once it was refused. */
    readonly refused: { readonly message: string; readonly code: string } | null;
  }[];
}

/** What a discount did to an order: `discount_applications` with their allocations. */
export interface OrderDiscount {
  readonly title: string;
  /** As it was entered; null of an automatic one. */
  readonly code: string | null;
  readonly target: 'line_item' | 'shipping_line';
  readonly valueType: 'percentage' | 'fixed_amount';
  /** The rate in per cent or the amount in minor units. */
  readonly value: number;
  readonly allocationMethod: 'across' | 'each';
  readonly targetSelection: 'all' | 'entitled';
  /** What it took off lines. */
  readonly allocations: readonly { readonly lineId: Id; readonly amount: Minor }[];
  /** What it took off in all. */
  readonly amount: Minor;
}

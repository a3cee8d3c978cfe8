import type { Discount, DiscountChange } from '../store/discount-types.ts';
import type { CreditSource } from '../store/credit-types.ts';
import type { Id, Minor } from '../store/scalars.ts';
import type { Address, Customer } from '../store/customer-types.ts';
import type { Collection, Product } from '../store/product-types.ts';
import type {
  Dispute,
  Order,
  PurchasingCompany,
  Refund,
  Return,
  Transaction,
} from '../store/order-types.ts';
import type { ScheduledTask } from '../store/scheduled-types.ts';

/** Money for an order, or the attempt at it. */
export interface NewPayment {
  amount: Minor;
  /** `shopify_payments`, `gift_card`, `shopify_store_credit`, `cash`, or the name of a manual payment method. */
  gateway: string;
  /** An authorization is captured later; a sale unless told. */
  kind?: 'sale' | 'authorization';
  /** Went through unless told. */
  status?: Transaction['status'];
  /** What it is taken from, where it is the shop's own credit. */
  credit?: CreditSource;
}

export interface NewOrder {
  customerId: Id | null;
  email: string | null;
  phone?: string | null;
  locale: string;
  lines: {
    variantId: Id;
    quantity: number;
    discount?: Minor;
    /** Name of the selling plan of whoever subscribes to it. */
    sellingPlan?: string | undefined;
  }[];
  /**
   * A code of a native discount takes off what the discount says, or the order is refused. Any other is taken as it is
   * told, and explains discounts of the lines.
   */
  discountCodes?: (Pick<Order['discountCodes'][number], 'code'> &
    Partial<Order['discountCodes'][number]>)[];
  noteAttributes?: Order['noteAttributes'];
  landingSite?: string | null;
  sourceName?: string;
  address?: Address | null;
  /** How the order is paid, as far as `payments` do not cover it: at once unless told. */
  payment?: 'paid' | 'pending' | 'authorized';
  /** Taken first: gift cards, store credit, a part of the price, several cards. */
  payments?: NewPayment[];
  test?: boolean;
  tip?: Minor;
  duties?: Minor;
  /** As the shop says, unless told. */
  taxesIncluded?: boolean | undefined;
  /** Makes it a B2B order. */
  company?: PurchasingCompany | null;
}

export interface NewRefund {
  orderId: Id;
  lines: { lineId: Id; quantity: number; restock?: boolean }[];
  shipping?: Minor;
  duties?: Minor;
  /** Refund by amount, without lines. */
  amountWithoutLines?: Minor;
  note?: string | null;
  /** Where the money goes, such as `shopify_store_credit`; back the way it came unless told. */
  gateway?: string | undefined;
  /** A pending refund is settled or fails later; it goes through at once unless told. */
  status?: 'success' | 'pending';
}

/** Units that are to come back. */
export interface NewReturn {
  orderId: Id;
  lines: { lineId: Id; quantity: number }[];
  /** Asked for by the customer, and to be approved. */
  requested?: boolean;
}

/** Units that come back and what is sent instead, in one step. */
export interface NewExchange {
  orderId: Id;
  take: { lineId: Id; quantity: number }[];
  give: { variantId: Id; quantity: number; discount?: Minor }[];
  /** Whether a difference in price is taken in or given back at once; yes unless told. */
  settle?: boolean;
  restock?: boolean;
}

/** An edit of an order: what is added at full price, and what is taken off. */
export interface EditedOrder {
  add: { variantId: Id; quantity: number }[];
  remove: { lineId: Id; quantity: number }[];
  /** Whether what was paid for removed units is given back at once; yes unless told. */
  refund?: boolean;
  restock?: boolean;
  staffNote?: string;
}

/** Two customers who are one person. */
export interface MergedCustomers {
  /** Who stays. */
  keep: Id;
  /** Whose orders go to the other, and who is gone then. */
  absorb: Id;
}

/** What happens to something that cannot be done, with a sentence for the person who tried. */
export class RefusedByShop extends Error {
  override name = 'RefusedByShop';
}

/**
 * All that can happen in the shop. Each command changes the store at the clock's time and emits the webhooks that
 * Shopify documents for it. Throws RefusedByShop when the shop would refuse.
 */
export interface Commands {
  createCustomer(
    customer: Pick<Customer, 'firstName' | 'lastName' | 'email' | 'locale'> & Partial<Customer>,
  ): Customer;
  updateCustomer(
    id: Id,
    change: Partial<
      Pick<
        Customer,
        | 'firstName'
        | 'lastName'
        | 'email'
        | 'phone'
        | 'tags'
        | 'note'
        | 'acceptsMarketing'
        | 'locale'
        | 'address'
        | 'verifiedEmail'
        | 'state'
      >
    >,
  ): Customer;
  deleteCustomer(id: Id): void;
  tagProduct(id: Id, tags: readonly string[]): Product;
  /** Adds products to a collection by hand, and takes others out. */
  changeCollection(id: Id, change: { add: readonly Id[]; remove: readonly Id[] }): Collection;
  /** Deletes a product for good. */
  deleteProduct(id: Id): void;
  /** Deletes a collection; its products stay. */
  deleteCollection(id: Id): void;
  /** Deletes a discount with all of its codes. */
  deleteDiscount(id: Id): void;
  /** Changes what a discount is. */
  changeDiscount(id: Id, change: DiscountChange): Discount;
  /** Switches a discount on or off. */
  switchDiscount(id: Id, to: 'on' | 'off'): Discount;
  /** Deletes a single code of a discount. */
  deleteRedeemCode(id: Id, code: string): void;
  tagOrder(id: Id, tags: readonly string[]): void;
  /** Makes two customers one; answers the one that is left. */
  mergeCustomers(merge: MergedCustomers): Customer;
  placeOrder(order: NewOrder): Order;
  markOrderPaid(id: Id): Order;
  recordPayment(id: Id, payment: NewPayment): Order;
  /** Takes in what was authorized, or a part of it. */
  capturePayment(id: Id, amount?: Minor): Order;
  voidPayment(id: Id): Order;
  expirePayment(id: Id): Order;
  /** Ships these units, or everything that is left. */
  fulfillOrder(id: Id, lines?: { lineId: Id; quantity: number }[]): Order;
  cancelFulfillment(id: Id, fulfillmentId: Id): Order;
  refundOrder(refund: NewRefund): Refund;
  settleRefund(id: Id, refundId: Id): Refund;
  failRefund(id: Id, refundId: Id): Refund;
  returnOrder(wanted: NewReturn): Return;
  approveReturn(id: Id, returnId: Id): Return;
  /** Closes a return; with `refund` its units are refunded. */
  closeReturn(id: Id, returnId: Id, options: { refund: boolean; restock?: boolean }): Return;
  exchangeOrder(wanted: NewExchange): Order;
  openDispute(id: Id, initiatedAs: Dispute['initiatedAs']): Dispute;
  /** Moves the newest dispute that is not decided. */
  decideDispute(id: Id, status: Dispute['status']): Dispute;
  /** Gives the order to another customer, or to none. */
  moveOrder(id: Id, customerId: Id | null): Order;
  /** Cancels; `refund: true` refunds everything that is left first. */
  cancelOrder(id: Id, options: { reason: string; refund: boolean }): Order;
  editOrder(id: Id, edit: EditedOrder): Order;
  /** Deletes a cancelled order that was not paid online. */
  deleteOrder(id: Id): void;
  /** Asks the app for what it knows of a customer; answers the request's id. */
  requestCustomerData(id: Id): Id;
  /** Notes that a customer's personal data are to be erased. */
  requestErasure(id: Id): ScheduledTask;
  cancelErasure(id: Id): void;
  /** Puts the app into the shop: what happens when a merchant opens it for the first time (token exchange included). */
  installApp(): Promise<void>;
  uninstallApp(): void;
  /** Staff changes the time zone in the shop's settings. */
  moveShop(timezone: string): void;
  /** Changes what the app may do. */
  changeScopes(scopes: readonly string[]): void;
  /** Does now what is noted for later. */
  runScheduled(id: Id): void;
  /** Does now everything that is done in the background. */
  runBackground(): void;
}

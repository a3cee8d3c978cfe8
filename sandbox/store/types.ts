/**
 * What the sandbox's Shopify knows. Money is kept in minor units (cents) as integers, ids as decimal strings,
 * times as ISO 8601 in UTC. One sandbox is one shop.
 */
import type { CreditSource } from './credit-types.ts';
import type { OrderDiscount } from './discount-types.ts';
import type { Id, Minor, Time } from './scalars.ts';

export type { Id, Minor, Time } from './scalars.ts';

export type ThemeName = 'light' | 'dark' | 'serif';

export interface SandboxShop {
  id: Id;
  /** `roastery.myshopify.com` */
  domain: string;
  name: string;
  email: string;
  currency: string;
  timezone: string;
  primaryLocale: string;
  locales: string[];
  /** The language in which the owner uses the admin; the shop's primary one where absent. */
  staffLocale?: string;
  /** `shop.plan.partnerDevelopment` */
  partnerDevelopment: boolean;
  planDisplayName: string;
  taxesIncluded: boolean;
  /** Per cent, included in prices where `taxesIncluded`. */
  taxRatePercent: number;
  /** With classic ones nobody can pay with store credit; new ones where absent. */
  customerAccounts?: 'new' | 'classic';
  shippingFee: Minor;
  freeShippingFrom: Minor;
  theme: ThemeName;
}

export interface Variant {
  id: Id;
  title: string;
  sku: string;
  price: Minor;
  grams: number;
}

export interface Product {
  id: Id;
  handle: string;
  /** By locale (`en`, `de`); the shop's primary locale is always present. */
  title: Record<string, string>;
  description: Record<string, string>;
  vendor: string;
  productType: string;
  tags: string[];
  /** Path of the picture below the storefront, `/cdn/products/<handle>.svg`. */
  image: string;
  variants: Variant[];
  /** Per cent; the shop's rate where absent (roasted coffee is taxed lower than equipment in Germany). */
  taxRatePercent?: number;
  /** A gift card: not shipped, and neither taxed nor earned on when bought. */
  giftCard?: boolean;
  createdAt: Time;
  updatedAt: Time;
}

export interface Collection {
  id: Id;
  handle: string;
  title: Record<string, string>;
  productIds: Id[];
  /** Absent where it is as it was made. */
  updatedAt?: Time;
}

export interface Address {
  firstName: string;
  lastName: string;
  address1: string;
  zip: string;
  city: string;
  countryCode: string;
  country: string;
  phone: string | null;
}

export interface Customer {
  id: Id;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  state: 'enabled' | 'disabled' | 'invited';
  verifiedEmail: boolean;
  acceptsMarketing: boolean;
  /** When that was said last; absent where nobody ever did. */
  consentUpdatedAt?: Time;
  tags: string[];
  note: string | null;
  address: Address | null;
  createdAt: Time;
  updatedAt: Time;
  /** When Shopify erased the personal data; nothing of it is left then. */
  erasedAt?: Time;
}

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

export interface Metafield {
  /** `gid://shopify/Customer/1` or `gid://shopify/AppInstallation/1` */
  ownerId: string;
  /** With `$app` resolved, as the Admin API answers it: `app--<app id>`; see the Admin API's metafield docs. */
  namespace: string;
  key: string;
  type: string;
  value: string;
  updatedAt: Time;
}

/** The app's installation in the shop. */
export interface Installation {
  id: Id;
  installedAt: Time;
  uninstalledAt: Time | null;
  scopes: string[];
}

export interface AccessToken {
  token: string;
  kind: 'offline' | 'online';
  scopes: string[];
  /** Real time, not the sandbox's clock: tokens belong to the protocol, not to the shop's story. Null: never. */
  expiresAt: Time | null;
  refreshToken: string | null;
  refreshTokenExpiresAt: Time | null;
}

export interface WebhookDelivery {
  /** `X-Shopify-Webhook-Id` */
  id: Id;
  /** `X-Shopify-Event-Id` */
  eventId: Id;
  topic: string;
  /** Where it is posted: the subscription's address when it was triggered. */
  address: string;
  triggeredAt: Time;
  /** The raw body, signed anew at each try. */
  body: string;
  /** Held: kept back by hand until it is released. Lost: never sent, or never again. */
  state: 'waiting' | 'held' | 'delivered' | 'failed' | 'lost';
  attempts: { at: Time; status: number | null; problem: string | null; milliseconds: number }[];
  nextAttemptAt: Time | null;
  /** What was done to it on purpose; see `sandbox/webhooks/delivery-faults.ts`. */
  faults?: DeliveryFault[];
  /** How often it is still to be sent although it arrives. */
  repeatsLeft?: number;
  /** How many deliveries behind it go first. */
  overtakenBy?: number;
  /** Id of the delivery whose event it tells of once more. */
  duplicateOf?: Id;
}

export type DeliveryFault = 'lost' | 'repeated' | 'duplicated' | 'delayed' | 'reordered';

/** Something that Shopify does later. */
export interface ScheduledTask {
  id: Id;
  kind: 'shop/redact' | 'customers/redact';
  /** Of `customers/redact`. */
  customerId: Id | null;
  requestedAt: Time;
  dueAt: Time;
}

/** A bulk query: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/BulkOperation */
export interface BulkOperation {
  id: Id;
  query: string;
  groupObjects: boolean;
  /** Of the token that asked for it. */
  scopes: string[];
  status: 'CREATED' | 'RUNNING' | 'CANCELING' | 'CANCELED' | 'COMPLETED' | 'FAILED';
  errorCode: BulkOperationErrorCode | null;
  objectCount: number;
  rootObjectCount: number;
  /** Of the result, in bytes. */
  fileSize: number;
  /** What makes the result's address hard to guess. */
  resultKey: string;
  createdAt: Time;
  completedAt: Time | null;
  /** What the sandbox could not answer, where that is why it failed. */
  notImplemented: string | null;
}

export type BulkOperationErrorCode = 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT';

/** Some lines of a bulk operation's result. */
export interface BulkResultPart {
  /** The operation's id and the number of the part. */
  id: string;
  lines: string;
}

/** How bulk operations fare that are still to run. */
export interface BulkSettings {
  /** Real time between asking and running. */
  delayMs: number;
  /** They fail with this after some of their objects, if it is set. */
  failWith: Exclude<BulkOperationErrorCode, 'ACCESS_DENIED'> | null;
}

/** The app's secrets; see `sandbox/auth/client-secrets.ts`. */
export interface ClientSecrets {
  /** The secret that the environment named first: it means no more than that nobody chose another since. */
  configured: string;
  current: string;
  /** The one before, until it is revoked. */
  before: string | null;
  /** By the shop's clock. */
  rotatedAt: Time | null;
  /** How long after that webhooks are still signed with the one before. */
  webhooksFollowAfterMs: number;
}

/** How badly the Admin API answers: shares of calls in per cent. */
export interface ApiFaults {
  /** Answered as throttled, without having run. */
  throttledPercent: number;
  /** Answered with 503, without having run. */
  unavailablePercent: number;
  /** Run, and answered with 504: the app cannot know. */
  timedOutPercent: number;
  seed: number;
}

/** Where the merchant has put the app's blocks, per theme. */
export interface ThemeSettings {
  theme: ThemeName;
  /** Handle of the app embed (file name in `blocks/` without `.liquid`) to its settings, when switched on. */
  embeds: Record<string, Record<string, string | number | boolean>>;
  /** App blocks placed on a template (`index`, `product`, `cart`, `account`), in order. */
  blocks: {
    id: Id;
    template: string;
    handle: string;
    settings: Record<string, string | number | boolean>;
  }[];
}

export interface Mail {
  id: Id;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** The message as received. */
  raw: string;
  receivedAt: Time;
}

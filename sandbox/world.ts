import type { ClientSecretStore } from './auth/client-secrets.ts';
import type { BackgroundJob, BackgroundSettings } from './store/background-types.ts';
import type {
  CreditSource,
  GiftCard,
  StoreCreditAccount,
  StoreCreditTransaction,
} from './store/credit-types.ts';
import type { Discount, RedeemCodeCreation, RedeemCodes } from './store/discount-types.ts';
import type { Segment, SegmentMembers } from './store/segment-types.ts';
import type {
  AccessToken,
  Address,
  ApiFaults,
  BulkOperation,
  BulkSettings,
  Collection,
  Customer,
  Dispute,
  Id,
  Installation,
  Mail,
  Metafield,
  Minor,
  Order,
  Product,
  PurchasingCompany,
  Refund,
  Return,
  SandboxShop,
  ScheduledTask,
  ThemeSettings,
  Time,
  Transaction,
  WebhookDelivery,
} from './store/types.ts';
import type { ActionOutcome, DeliveryAction } from './webhooks/delivery-actions.ts';
import type { FaultyWire } from './webhooks/delivery-faults.ts';

/** Where the sandbox listens and whom it serves; read from the environment by `sandbox/options.ts`. */
export interface SandboxOptions {
  /** The shop itself: storefront, `/admin/api`, `/admin/oauth` (what `*.myshopify.com` is in reality). */
  shopOrigin: string; // http://localhost:4000
  /** The admin (what `admin.shopify.com` is), `app-bridge.js` and the control API `/_sandbox/*`. */
  adminOrigin: string; // http://localhost:4001
  /** The mailbox's page. */
  mailOrigin: string; // http://localhost:4002
  smtpPort: number; // 4025
  /** Where the app listens. */
  appOrigin: string; // http://localhost:3000
  apiKey: string;
  /** What the app was started with; after a rotation see `World.secrets`. */
  apiSecret: string;
  /** Folder of the state (one SQLite file), or `:memory:`. */
  dataFolder: string;
  /** Root of the project: `shopify.app.toml` and `extensions/` are read from there. */
  projectFolder: string;
}

/** A map of entities that is written through to disk. Reading is synchronous; objects are to be replaced by `put`, never mutated. */
export interface Table<Entity> {
  get(id: Id): Entity | undefined;
  put(entity: Entity): void;
  delete(id: Id): void;
  all(): readonly Entity[];
  readonly size: number;
}

/** The shop's clock. Moves with real time, plus an offset that the panel changes. Protocol times (tokens, signatures) use real time instead. */
export interface SandboxClock {
  now(): Date;
  readonly offsetMs: number;
  /** Sets the offset so that `now()` is `moment`. */
  set(moment: Date): void;
  /** Calls `listener` after each `set`; returns what ends that. */
  onMove(listener: () => void): () => void;
}

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
  lines: { variantId: Id; quantity: number; discount?: Minor }[];
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
  /** Changes what the app may do. */
  changeScopes(scopes: readonly string[]): void;
  /** Does now what is noted for later. */
  runScheduled(id: Id): void;
  /** Does now everything that is done in the background. */
  runBackground(): void;
}

/** How far the year of orders has been played. */
export interface YearProgress {
  state: 'playing' | 'done';
  from: Time;
  until: Time;
  eventsPlayed: number;
  eventsTotal: number;
  /** Ids of what the plan has created so far, by the plan's own names, so that an interrupted year goes on. */
  ids: Record<string, Id>;
}

/** Webhooks on their way to the app. */
export interface Outbox {
  /** Deliveries that are due or under way; retries that wait for their time are not counted. */
  readonly due: number;
  /** Resolves once no more than `count` deliveries are due or under way. */
  untilAtMost(count: number): Promise<void>;
  /**
   * Sends at once what has failed and waits for its next retry, as when an app is back that was away; what is delayed
   * on purpose goes on waiting. Answers how many these are.
   */
  retryNow(): number;
  /** Does something to a single delivery. */
  act(id: Id, action: DeliveryAction): ActionOutcome;
}

/** Bulk queries: https://shopify.dev/docs/api/usage/bulk-operations/queries */
export interface BulkOperations {
  get(id: Id): BulkOperation | undefined;
  all(): readonly BulkOperation[];
  /** Notes a query that has passed Shopify's rules; it runs later. */
  start(wanted: Pick<BulkOperation, 'query' | 'groupObjects' | 'scopes'>): BulkOperation;
  /** Ends one that is not over yet; that takes a moment. */
  cancel(id: Id): BulkOperation | undefined;
  /** What it has found, piece by piece, as JSON lines. */
  result(id: Id): Iterable<string>;
  /** Whether its result has expired by the shop's clock. */
  isExpired(operation: BulkOperation): boolean;
  readonly settings: { get(): BulkSettings; put(settings: BulkSettings): void };
  /** Resolves once none waits or runs. */
  untilIdle(): Promise<void>;
}

/** The whole sandbox, handed to each of its surfaces. */
export interface World {
  readonly options: SandboxOptions;
  readonly clock: SandboxClock;
  readonly shop: { get(): SandboxShop; put(shop: SandboxShop): void };
  readonly products: Table<Product>;
  readonly collections: Table<Collection>;
  readonly customers: Table<Customer>;
  readonly orders: Table<Order>;
  readonly metafields: {
    get(ownerId: string, namespace: string, key: string): Metafield | undefined;
    put(metafield: Metafield): void;
    ofOwner(ownerId: string): readonly Metafield[];
    deleteOfOwner(ownerId: string): void;
    /** What `$app` stands for in this sandbox. */
    readonly appNamespace: string;
  };
  readonly installation: { get(): Installation | undefined; put(installation: Installation): void };
  readonly tokens: Table<AccessToken & { id: Id }>;
  readonly deliveries: Table<WebhookDelivery>;
  /** How badly webhooks travel. */
  readonly wire: FaultyWire;
  /** What Shopify does later by the shop's clock. */
  readonly scheduled: Table<ScheduledTask>;
  readonly discounts: Table<Discount>;
  readonly redeemCodes: RedeemCodes;
  readonly redeemCodeCreations: Table<RedeemCodeCreation>;
  readonly segments: Table<Segment>;
  /** Who belongs to which segment, by the segment's id. */
  readonly segmentMembers: Table<SegmentMembers>;
  readonly storeCreditAccounts: Table<StoreCreditAccount>;
  readonly storeCreditTransactions: Table<StoreCreditTransaction>;
  readonly giftCards: Table<GiftCard>;
  /** What Shopify does some moments after it was asked for. */
  readonly backgroundJobs: Table<BackgroundJob>;
  readonly backgroundSettings: {
    get(): BackgroundSettings;
    put(settings: BackgroundSettings): void;
  };
  readonly secrets: ClientSecretStore;
  /** Signs the storefront's own cookies and links. */
  readonly storefrontKey: string;
  readonly bulkOperations: BulkOperations;
  /** How badly the Admin API answers. */
  readonly apiFaults: { get(): ApiFaults; put(faults: ApiFaults): void };
  readonly themes: { get(): ThemeSettings; put(settings: ThemeSettings): void };
  readonly mails: Table<Mail>;
  readonly yearProgress: { get(): YearProgress | undefined; put(progress: YearProgress): void };
  readonly outbox: Outbox;
  readonly commands: Commands;
  /** A new id, larger than 2^53 at times, so that nobody rounds it unnoticed. */
  newId(): Id;
  /** Signs a session token as App Bridge would hand it out; lives for one minute of real time. */
  sessionToken(userId?: Id): Promise<string>;
  /** The app's path below the storefront, from `shopify.app.toml` (`/apps/evergreen`). */
  readonly appProxyPath: string;
  close(): Promise<void>;
}

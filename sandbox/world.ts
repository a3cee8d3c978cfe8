import type { ClientSecretStore } from './auth/client-secrets.ts';
import type { BackgroundJob, BackgroundSettings } from './store/background-types.ts';
import type { GiftCard, StoreCreditAccount, StoreCreditTransaction } from './store/credit-types.ts';
import type { Discount, RedeemCodeCreation, RedeemCodes } from './store/discount-types.ts';
import type { Segment, SegmentMembers } from './store/segment-types.ts';
import type { Id, Time } from './store/scalars.ts';
import type { AccessToken, Installation, Metafield } from './store/app-types.ts';
import type { Customer } from './store/customer-types.ts';
import type { ApiFaults, PlannedApiFault } from './store/api-fault-types.ts';
import type { BulkOperation, BulkSettings } from './store/bulk-types.ts';
import type { Collection, Product } from './store/product-types.ts';
import type { Order } from './store/order-types.ts';
import type { Mail } from './store/mail-types.ts';
import type { SandboxShop, ThemeSettings } from './store/shop-types.ts';
import type { ScheduledTask } from './store/scheduled-types.ts';
import type { WebhookDelivery } from './store/webhook-types.ts';
import type { ActionOutcome, DeliveryAction } from './webhooks/delivery-actions.ts';
import type { FaultyWire } from './webhooks/delivery-faults.ts';
import type { SandboxOptions } from './options.ts';
import type { Commands } from './commands/command-types.ts';

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
  /** What befalls the next calls of named operations, the first that fits first. */
  readonly plannedApiFaults: {
    get(): readonly PlannedApiFault[];
    put(faults: PlannedApiFault[]): void;
  };
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

import { createIds, createOrderNumbers } from '../ids.ts';
import { SHOP } from '../seed/shop.ts';
import { type DeliveryFaults, openFaultyWire } from '../webhooks/delivery-faults.ts';
import type { YearProgress } from '../world.ts';
import type { BackgroundJob, BackgroundSettings } from './background-types.ts';
import { keepResults } from './bulk-results.ts';
import type { GiftCard, StoreCreditAccount, StoreCreditTransaction } from './credit-types.ts';
import type { Discount, RedeemCodeCreation } from './discount-types.ts';
import { openMetafields } from './metafields.ts';
import { openRedeemCodes } from './redeem-codes.ts';
import type { Segment, SegmentMembers } from './segment-types.ts';
import type { Store } from './store.ts';
import type { AccessToken, Installation } from './app-types.ts';
import type { ApiFaults, PlannedApiFault } from './api-fault-types.ts';
import type { BulkOperation, BulkResultPart, BulkSettings } from './bulk-types.ts';
import type { Collection, Product } from './product-types.ts';
import type { Customer } from './customer-types.ts';
import type { Mail } from './mail-types.ts';
import type { Order } from './order-types.ts';
import type { SandboxShop, ThemeSettings } from './shop-types.ts';
import type { ScheduledTask } from './scheduled-types.ts';
import type { WebhookDelivery } from './webhook-types.ts';

/** `$app` of this sandbox's app; the number is the app's id in the Dev Dashboard. */
const APP_NAMESPACE = 'app--284710337';

const NO_BLOCKS: ThemeSettings = { theme: 'light', embeds: {}, blocks: [] };

const NO_API_FAULTS: ApiFaults = {
  throttledPercent: 0,
  unavailablePercent: 0,
  timedOutPercent: 0,
  seed: 1,
};

const BULK_SETTINGS: BulkSettings = { delayMs: 500, failWith: null };

const BACKGROUND_SETTINGS: BackgroundSettings = {
  redeemCodesDelayMs: 2_000,
  segmentsDelayMs: 5_000,
};

/** All that the shop knows, by kind. */
export function openTables(store: Store) {
  const shop = store.value<SandboxShop>('shop');
  const themes = store.value<ThemeSettings>('themes');
  const apiFaults = store.value<ApiFaults>('apiFaults');
  const plannedApiFaults = store.value<PlannedApiFault[]>('plannedApiFaults');
  const bulkSettings = store.value<BulkSettings>('bulkSettings');
  const backgroundSettings = store.value<BackgroundSettings>('backgroundSettings');
  const orders = store.table<Order>('order');
  return {
    shop: { get: () => shop.get() ?? SHOP, put: (content: SandboxShop) => shop.put(content) },
    products: store.table<Product>('product'),
    collections: store.table<Collection>('collection'),
    customers: store.table<Customer>('customer'),
    orders,
    metafields: openMetafields(store, APP_NAMESPACE),
    installation: store.value<Installation>('installation'),
    tokens: store.table<AccessToken & { id: string }>('token'),
    deliveries: store.table<WebhookDelivery>('delivery'),
    wire: openFaultyWire(
      store.value<DeliveryFaults>('deliveryFaults'),
      store.value<number>('deliveriesStruck'),
    ),
    scheduled: store.table<ScheduledTask>('scheduled'),
    apiFaults: {
      get: () => apiFaults.get() ?? NO_API_FAULTS,
      put: (content: ApiFaults) => apiFaults.put(content),
    },
    plannedApiFaults: {
      get: () => plannedApiFaults.get() ?? [],
      put: (content: PlannedApiFault[]) => plannedApiFaults.put(content),
    },
    bulk: {
      operations: store.table<BulkOperation>('bulkOperation'),
      results: keepResults(store.table<BulkResultPart>('bulkResultPart')),
      settings: {
        get: () => bulkSettings.get() ?? BULK_SETTINGS,
        put: (content: BulkSettings) => bulkSettings.put(content),
      },
    },
    discounts: store.table<Discount>('discount'),
    redeemCodes: openRedeemCodes(store),
    redeemCodeCreations: store.table<RedeemCodeCreation>('redeemCodeCreation'),
    storeCreditAccounts: store.table<StoreCreditAccount>('storeCreditAccount'),
    storeCreditTransactions: store.table<StoreCreditTransaction>('storeCreditTransaction'),
    giftCards: store.table<GiftCard>('giftCard'),
    segments: store.table<Segment>('segment'),
    segmentMembers: store.table<SegmentMembers>('segmentMembers'),
    backgroundJobs: store.table<BackgroundJob>('backgroundJob'),
    backgroundSettings: {
      get: () => ({ ...BACKGROUND_SETTINGS, ...backgroundSettings.get() }),
      put: (content: BackgroundSettings) => backgroundSettings.put(content),
    },
    themes: {
      get: () => themes.get() ?? NO_BLOCKS,
      put: (content: ThemeSettings) => themes.put(content),
    },
    mails: store.table<Mail>('mail'),
    yearProgress: store.value<YearProgress>('yearProgress'),
    newId: createIds(store.value<number>('idsIssued')),
    nextOrderNumber: createOrderNumbers(store.value<number>('lastOrderNumber'), orders),
  };
}

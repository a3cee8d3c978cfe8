import type { Order } from '#sandbox/store/order-types.ts';
import type { SandboxShop } from '#sandbox/store/shop-types.ts';
import { orderBody } from '#sandbox/webhooks/order-body.ts';

/** The shop that the load is for. */
export const BENCH_SHOP = {
  domain: 'bench-roastery.myshopify.com',
  currency: 'EUR',
} as const;

/** Length of the real bodies of 2025 that were measured, in bytes: what a paid order with a customer comes to. */
const BODY_BYTES = 12_490;

/** Ids keep their length, so that one rendered body serves for all. */
const FIRST_ORDER_ID = 6_000_000_000_000;
const FIRST_CUSTOMER_ID = 8_000_000_000_000;
const LINE_PRICE_MIN = 1_000;
const LINE_PRICE_STEPS = 8_000;

/** What is to become of the order with a number: one order a customer, at prices that differ. */
export function expectedOrder(number: number) {
  const cents = LINE_PRICE_MIN + (number % LINE_PRICE_STEPS);
  return {
    orderId: String(FIRST_ORDER_ID + number),
    customerId: String(FIRST_CUSTOMER_ID + number),
    /** What the shopper pays for the one line, in cents. */
    cents,
    /** One point a whole unit. */
    points: Math.floor(cents / 100),
  };
}

/** The number of the order whose customer this is. */
export function numberOfCustomer(customerId: string): number {
  return Number(customerId) - FIRST_CUSTOMER_ID;
}

const SHOP: SandboxShop = {
  id: '70000000001',
  domain: BENCH_SHOP.domain,
  name: 'Bench Roastery',
  email: 'owner@example.com',
  currency: BENCH_SHOP.currency,
  timezone: 'Europe/Berlin',
  primaryLocale: 'en',
  locales: ['en'],
  partnerDevelopment: false,
  planDisplayName: 'Plus',
  taxesIncluded: true,
  taxRatePercent: 19,
  shippingFee: 0,
  freeShippingFrom: 0,
  theme: 'light',
};

const ADDRESS = {
  firstName: 'Ada',
  lastName: 'King',
  address1: 'Lindenweg 12',
  zip: '10115',
  city: 'Berlin',
  countryCode: 'DE',
  country: 'Germany',
  phone: '+4930901820',
};

function templateOrder(now: string): Order {
  const { orderId, customerId, cents } = expectedOrder(0);
  const line = (position: number) => ({
    id: `1400000000000${position}`,
    productId: `900000000000${position}`,
    variantId: `4500000000000${position}`,
    title: 'House blend, whole beans',
    variantTitle: '1 kg',
    sku: `HB-${position}`,
    vendor: 'Bench Roastery',
    quantity: 1,
    price: position === 0 ? cents : 0,
    discount: 0,
    taxRatePercent: 7,
    grams: 1_000,
    giftCard: false,
  });
  return {
    id: orderId,
    number: 1001,
    name: '#1001',
    customerId,
    email: 'ada@example.com',
    phone: null,
    locale: 'de-DE',
    currency: BENCH_SHOP.currency,
    financialStatus: 'paid',
    fulfillmentStatus: null,
    fulfillments: [],
    test: false,
    sourceName: 'web',
    tags: [],
    noteAttributes: [],
    discountCodes: [],
    landingSite: '/collections/all?utm_source=newsletter',
    lines: [0, 1, 2, 3].map(line),
    shipping: 0,
    tax: 0,
    refunds: [],
    transactions: [],
    address: ADDRESS,
    cancelReason: null,
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    cancelledAt: null,
  };
}

/**
 * Renders the body of a paid order once, with the key set of real ones and of their length, and hands out copies in
 * which the ids and the price of one order stand.
 * @param now processing time of every order, ISO 8601
 */
export function createBodies(now: string): (number: number) => Buffer {
  const order = templateOrder(now);
  const customer = {
    id: expectedOrder(0).customerId,
    firstName: 'Ada',
    lastName: 'King',
    email: 'ada@example.com',
    phone: '+4930901820',
    locale: 'de',
    state: 'enabled' as const,
    verifiedEmail: true,
    acceptsMarketing: false,
    tags: [],
    note: null,
    address: ADDRESS,
    createdAt: now,
    updatedAt: now,
  };
  const body = orderBody(order, customer, SHOP);
  const length = Buffer.byteLength(JSON.stringify(body));
  const template = Buffer.from(
    JSON.stringify({ ...body, note: 'x'.repeat(Math.max(0, BODY_BYTES - length + 2)) }),
  );
  const first = expectedOrder(0);
  const placesOf = (text: string) => findAll(template, text);
  const orderPlaces = placesOf(first.orderId);
  const customerPlaces = placesOf(first.customerId);
  const pricePlaces = placesOf(euros(first.cents));
  return (number) => {
    const copy = Buffer.from(template);
    const { orderId, customerId, cents } = expectedOrder(number);
    for (const place of orderPlaces) copy.write(orderId, place, 'latin1');
    for (const place of customerPlaces) copy.write(customerId, place, 'latin1');
    for (const place of pricePlaces) copy.write(euros(cents), place, 'latin1');
    return copy;
  };
}

/** Always five characters: `10.00` to `89.99`. */
function euros(cents: number): string {
  return (cents / 100).toFixed(2);
}

function findAll(buffer: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = buffer.indexOf(text); at !== -1; at = buffer.indexOf(text, at + 1)) places.push(at);
  return places;
}

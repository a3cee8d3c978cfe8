import { toTime } from '../clock.ts';
import type { Collection, Product } from '../store/product-types.ts';
import type { Customer } from '../store/customer-types.ts';
import type { World } from '../world.ts';
import { makePeople, type Person } from './people.ts';
import { COLLECTIONS, type ProductDraft, PRODUCTS, REDUCED_TAX_PERCENT } from './product-list.ts';
import { createChance } from './random.ts';
import { SHOP } from './shop.ts';
import { DEMO_SHOPPERS } from './shoppers.ts';

const DAY_MS = 86_400_000;
/** The shop opened this long before the sandbox's first start, a year before the year that is played. */
const OPENED_DAYS_AGO = 730;
const PLAYED_DAYS = 365;
const PEOPLE_SEED = 20_261_122;

/** All customers of the shop once the year is over. */
export const CUSTOMERS_TOTAL = 300;
/** Customers who were there before the year begins, demo shoppers included. */
const CUSTOMERS_AT_START = 110;

/** Everybody who is not a demo shopper: who was there at the start, and who comes during the year. */
export function townspeople(): { atStart: Person[]; newcomers: Person[] } {
  const demo = Object.values(DEMO_SHOPPERS);
  const people = makePeople(
    createChance(PEOPLE_SEED),
    CUSTOMERS_TOTAL - demo.length,
    demo.map(({ email }) => email),
  );
  const known = CUSTOMERS_AT_START - demo.length;
  return { atStart: people.slice(0, known), newcomers: people.slice(known) };
}

function toProduct(world: World, draft: ProductDraft, createdAt: string): Product {
  const id = world.newId();
  return {
    id,
    handle: draft.handle,
    title: draft.title,
    description: draft.description,
    vendor: 'Fernhill',
    productType: draft.productType,
    tags: [...draft.tags],
    image: `/cdn/products/${draft.handle}.svg`,
    variants: draft.variants.map(({ title, price, grams }, position) => ({
      id: world.newId(),
      title,
      sku: `${draft.handle.toUpperCase()}-${position + 1}`,
      price,
      grams,
    })),
    ...(draft.productType === 'Coffee' || draft.productType === 'Gift'
      ? { taxRatePercent: REDUCED_TAX_PERCENT }
      : {}),
    ...(draft.productType === 'Gift card' ? { giftCard: true } : {}),
    createdAt,
    updatedAt: createdAt,
  };
}

function toCustomer(world: World, person: Person, createdAt: string): Customer {
  return {
    id: world.newId(),
    ...person,
    phone: null,
    state: 'enabled',
    verifiedEmail: true,
    acceptsMarketing: false,
    tags: [],
    note: null,
    createdAt,
    updatedAt: createdAt,
  };
}

function seedProducts(world: World, createdAt: string): void {
  const ids = new Map<string, string>();
  for (const draft of PRODUCTS) {
    const product = toProduct(world, draft, createdAt);
    ids.set(draft.handle, product.id);
    world.products.put(product);
  }
  for (const { handle, title, holds } of COLLECTIONS) {
    const productIds = PRODUCTS.filter(holds).flatMap((draft) => ids.get(draft.handle) ?? []);
    const collection: Collection = { id: world.newId(), handle, title, productIds };
    world.collections.put(collection);
  }
}

/**
 * Fills an empty shop: its name and terms, products, collections, and the customers who were there before the year
 * that `playYear` plays. Tells nobody: the app is not installed yet.
 */
export function seedCatalogue(world: World): void {
  const nowMs = world.clock.now().getTime();
  const openedMs = nowMs - OPENED_DAYS_AGO * DAY_MS;
  world.shop.put(SHOP);
  seedProducts(world, toTime(new Date(openedMs)));
  const people = [...Object.values(DEMO_SHOPPERS), ...townspeople().atStart];
  const spacingMs = ((OPENED_DAYS_AGO - PLAYED_DAYS - 1) * DAY_MS) / people.length;
  people.forEach((person, position) => {
    const joinedAt = toTime(new Date(openedMs + spacingMs * (position + 1)));
    world.customers.put(toCustomer(world, person, joinedAt));
  });
}

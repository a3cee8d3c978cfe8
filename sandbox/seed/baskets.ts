import { allocate } from '../commands/money.ts';
import type { Minor } from '../store/scalars.ts';
import type { Order } from '../store/order-types.ts';
import { anyCoffee, type Habit, isInSeason } from './habits.ts';
import type { Person } from './people.ts';
import { type ProductDraft, PRODUCTS } from './product-list.ts';
import type { Chance } from './random.ts';

/** A line of a planned order: products and variants by their place in the catalogue. */
export interface PlannedLine {
  readonly handle: string;
  readonly variant: number;
  readonly quantity: number;
  readonly discount: Minor;
}

/** What is bought in one order. */
export interface Basket {
  readonly lines: readonly PlannedLine[];
  readonly discountCodes: Order['discountCodes'];
}

/** An order that will be placed. */
export interface PlannedOrder extends Basket {
  /** Who orders; null at the counter, where nobody asks. */
  readonly person: Person | null;
  /** Whether the shop knows who orders. */
  readonly guest: boolean;
  readonly sourceName: 'web' | 'pos';
  readonly payment: 'paid' | 'pending';
}

interface Wish {
  readonly product: ProductDraft;
  readonly variant: number;
  readonly quantity: number;
}

interface Occasion {
  readonly day: Date;
  readonly habit: Habit;
  readonly firstOrder: boolean;
}

const EQUIPMENT = PRODUCTS.filter(({ productType }) =>
  ['Equipment', 'Tableware'].includes(productType),
);
const GIFTS = PRODUCTS.filter(({ productType }) => productType.startsWith('Gift'));
/** Cheap things are bought more often. */
const EQUIPMENT_BY_PRICE = EQUIPMENT.map(
  (product) => [product, 1 / Math.sqrt(product.variants[0]?.price ?? 1)] as const,
);

function usualCoffee(chance: Chance, { day, habit }: Occasion): ProductDraft {
  const [first, second = first] = habit.favourites;
  const wanted = chance.weighted([
    [first, 62],
    [second, 24],
    [anyCoffee(chance), 14],
  ]);
  const house = PRODUCTS[0];
  const coffee = wanted ?? anyCoffee(chance);
  return isInSeason(coffee, day) || !house ? coffee : house;
}

function wishes(chance: Chance, occasion: Occasion): Wish[] {
  const { day, habit, firstOrder } = occasion;
  const coffee = (): Wish => ({
    product: usualCoffee(chance, occasion),
    variant: chance.happens(0.8) ? habit.size : chance.between(0, 2),
    quantity: chance.weighted([
      [1, 66],
      [2, 26],
      [3, 8],
    ]),
  });
  const beforeChristmas = day.getUTCMonth() === 11 && day.getUTCDate() < 24;
  const extras: Wish[] = [];
  if (chance.happens(0.36)) extras.push(coffee());
  if (chance.happens(firstOrder ? 0.3 : 0.07)) {
    extras.push({ product: chance.weighted(EQUIPMENT_BY_PRICE), variant: 0, quantity: 1 });
  }
  if (chance.happens(beforeChristmas ? 0.3 : 0.03)) {
    extras.push({ product: chance.pick(GIFTS), variant: chance.between(0, 2), quantity: 1 });
  }
  const byVariant = new Map<string, Wish>();
  for (const wish of [coffee(), ...extras]) {
    const key = `${wish.product.handle} ${wish.variant}`;
    const same = byVariant.get(key);
    byVariant.set(key, same ? { ...wish, quantity: same.quantity + wish.quantity } : wish);
  }
  return [...byVariant.values()];
}

function chooseCode(
  chance: Chance,
  { day, firstOrder }: Occasion,
): { code: string; percent: number } | null {
  const blackWeek = day.getUTCMonth() === 10 && day.getUTCDate() >= 23;
  const spring = day.getUTCMonth() === 3 && day.getUTCDate() <= 14;
  if (firstOrder && chance.happens(0.35)) return { code: 'WELCOME10', percent: 10 };
  if (blackWeek && chance.happens(0.55)) return { code: 'BLACKWEEK15', percent: 15 };
  if (spring && chance.happens(0.4)) return { code: 'SPRING12', percent: 12 };
  return null;
}

/** What somebody puts into the cart: mostly the usual coffee. Discounts leave gift cards alone. */
export function fillBasket(chance: Chance, occasion: Occasion): Basket {
  const wanted = wishes(chance, occasion);
  const code = chooseCode(chance, occasion);
  const discountable = wanted.map(({ product, variant, quantity }) =>
    product.productType === 'Gift card' ? 0 : (product.variants[variant]?.price ?? 0) * quantity,
  );
  const base = discountable.reduce((sum, amount) => sum + amount, 0);
  const amount = code ? Math.round((base * code.percent) / 100) : 0;
  const discounts = allocate(amount, discountable);
  return {
    lines: wanted.map(({ product, variant, quantity }, position) => ({
      handle: product.handle,
      variant: Math.min(variant, product.variants.length - 1),
      quantity,
      discount: discounts[position] ?? 0,
    })),
    discountCodes: code && amount > 0 ? [{ code: code.code, amount, type: 'percentage' }] : [],
  };
}

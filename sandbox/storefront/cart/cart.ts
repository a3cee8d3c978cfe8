import { createHash } from 'node:crypto';
import type { Id, Minor } from '../../store/scalars.ts';
import type { Product, Variant } from '../../store/product-types.ts';

/** A line of a cart: a variant, with the properties that the shopper or an app gave it. */
export interface CartLine {
  /** Names the line: the same variant with other properties is another line. */
  readonly key: string;
  readonly variantId: Id;
  readonly quantity: number;
  readonly properties: Readonly<Record<string, string>>;
}

export interface Cart {
  readonly token: string;
  readonly lines: readonly CartLine[];
  readonly note: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** As the shopper typed them; whether they apply is another question. */
  readonly discountCodes: readonly string[];
  /** Gift cards that are to be paid with. */
  readonly giftCardIds: readonly Id[];
}

/** A line with what it costs now. Money in minor units. */
export interface PricedLine {
  readonly line: CartLine;
  readonly product: Product;
  readonly variant: Variant;
  readonly price: Minor;
}

export interface PricedCart {
  readonly cart: Cart;
  readonly lines: readonly PricedLine[];
  readonly subtotal: Minor;
  readonly itemCount: number;
  readonly grams: number;
  /** False where it holds nothing but gift cards, which go by e-mail. */
  readonly requiresShipping: boolean;
}

/** Most distinct lines of a cart, https://shopify.dev/docs/storefronts/themes/architecture/templates/cart */
export const CART_LINES_MAX = 500;
/** Most units of a line: beyond that a till would ask twice. */
export const LINE_QUANTITY_MAX = 9_999;

/** A cart with nothing in it. */
export function emptyCart(token: string): Cart {
  return { token, lines: [], note: '', attributes: {}, discountCodes: [], giftCardIds: [] };
}

/** The key of a line: variant and properties, as in https://shopify.dev/docs/api/ajax/reference/cart#post-locale-cart-change-js */
export function lineKey(variantId: Id, properties: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(properties).sort(([left], [right]) => (left < right ? -1 : 1));
  const digest = createHash('md5').update(JSON.stringify(sorted)).digest('hex');
  return `${variantId}:${digest}`;
}

function clampQuantity(quantity: number): number {
  return Math.max(0, Math.min(LINE_QUANTITY_MAX, Math.trunc(quantity)));
}

/**
 * Adds units of a variant: to the line that has the same properties, or as the first line.
 * @returns the cart unchanged when it holds as many lines as it may
 */
export function addToCart(
  cart: Cart,
  item: { variantId: Id; quantity: number; properties?: Readonly<Record<string, string>> },
): Cart {
  const properties = item.properties ?? {};
  const key = lineKey(item.variantId, properties);
  const known = cart.lines.find((line) => line.key === key);
  if (known) return changeLine(cart, key, known.quantity + item.quantity);
  const quantity = clampQuantity(item.quantity);
  if (quantity === 0 || cart.lines.length >= CART_LINES_MAX) return cart;
  return {
    ...cart,
    lines: [{ key, variantId: item.variantId, quantity, properties }, ...cart.lines],
  };
}

/** Sets the units of a line; none removes it. */
export function changeLine(cart: Cart, key: string, quantity: number): Cart {
  const units = clampQuantity(quantity);
  return {
    ...cart,
    lines: cart.lines.flatMap((line) => {
      if (line.key !== key) return [line];
      return units === 0 ? [] : [{ ...line, quantity: units }];
    }),
  };
}

/**
 * Finds a line by what the Ajax API accepts as `id`: its key, or the id of a variant (its first line).
 */
export function findLine(cart: Cart, id: string): CartLine | undefined {
  return cart.lines.find((line) => line.key === id || line.variantId === id);
}

/**
 * Merges attributes: named ones replace, others stay; an empty value removes,
 * https://shopify.dev/docs/api/ajax/reference/cart#update-the-cart-attributes
 */
export function withAttributes(cart: Cart, change: Readonly<Record<string, string>>): Cart {
  const merged = { ...cart.attributes, ...change };
  const kept = Object.entries(merged).filter(([, value]) => value !== '');
  return { ...cart, attributes: Object.fromEntries(kept) };
}

/**
 * Replaces the discount codes with a comma-separated list; an empty one removes them all,
 * https://shopify.dev/docs/api/ajax/reference/cart#update-the-cart-discounts. Codes are case-insensitive.
 */
export function withDiscountCodes(cart: Cart, list: string): Cart {
  const codes = new Map<string, string>();
  for (const code of list.split(',').map((part) => part.trim())) {
    if (code !== '' && !codes.has(code.toLowerCase())) codes.set(code.toLowerCase(), code);
  }
  return { ...cart, discountCodes: [...codes.values()] };
}

/**
 * Prices a cart at what the products cost now. Lines whose variant is no longer sold are left out.
 * @param products all that the shop sells
 */
export function priceCart(cart: Cart, products: readonly Product[]): PricedCart {
  const lines = cart.lines.flatMap((line) => {
    const found = findVariant(products, line.variantId);
    return found ? [{ line, ...found, price: found.variant.price * line.quantity }] : [];
  });
  return {
    cart,
    lines,
    subtotal: lines.reduce((sum, line) => sum + line.price, 0),
    itemCount: lines.reduce((sum, { line }) => sum + line.quantity, 0),
    grams: lines.reduce((sum, { line, variant }) => sum + line.quantity * variant.grams, 0),
    requiresShipping: lines.some(({ product }) => !product.giftCard),
  };
}

/** The variant with this id, and its product. */
export function findVariant(
  products: readonly Product[],
  variantId: Id,
): { product: Product; variant: Variant } | undefined {
  for (const product of products) {
    const variant = product.variants.find((candidate) => candidate.id === variantId);
    if (variant) return { product, variant };
  }
  return undefined;
}

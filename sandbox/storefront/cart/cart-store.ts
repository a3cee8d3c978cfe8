import { randomBytes } from 'node:crypto';
import { type Cart, emptyCart } from './cart.ts';

/** The shop's carts, by the token that a shopper's cookie holds. */
export interface CartStore {
  /** The cart of this token, or an empty one with a new token. */
  open(token: string | undefined): Cart;
  save(cart: Cart): void;
  /** Forgets a cart: it was bought. */
  close(token: string): void;
}

/**
 * Keeps carts in memory: they live as long as the sandbox runs. (Shopify keeps them for some days; carts
 * have no place in the sandbox's own store because nothing outside the storefront reads them.)
 * @param cartsMax beyond this the cart that was untouched the longest is forgotten
 */
export function createCartStore(cartsMax = 10_000): CartStore {
  const carts = new Map<string, Cart>();
  return {
    open(token) {
      const known = token === undefined ? undefined : carts.get(token);
      return known ?? emptyCart(randomBytes(16).toString('hex'));
    },
    save(cart) {
      carts.delete(cart.token);
      carts.set(cart.token, cart);
      const oldest = carts.keys().next().value;
      if (carts.size > cartsMax && oldest !== undefined) carts.delete(oldest);
    },
    close(token) {
      carts.delete(token);
    },
  };
}

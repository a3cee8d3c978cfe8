import type { Cart } from './cart/cart.ts';
import type { Customer } from '../store/customer-types.ts';
import type { World } from '../world.ts';

/** One request of a shopper, with everything that its answer may depend on. */
export interface Visit {
  readonly world: World;
  readonly url: URL;
  /** Language of the page: `en`, `de`. */
  readonly locale: string;
  /** Where the shop begins in this language: `/` or `/de`, what Liquid calls `routes.root_url`. */
  readonly rootUrl: string;
  /** Only when somebody is signed in. */
  readonly customer: Customer | null;
  readonly cart: Cart;
  /** True inside the theme editor, https://shopify.dev/docs/api/liquid/objects/request#request-design_mode */
  readonly designMode: boolean;
  /** Lets this answer's own inline scripts and styles pass the Content-Security-Policy. */
  readonly nonce: string;
}

/** What Hono carries along for each request. */
export interface StorefrontEnvironment {
  Variables: { visit: Visit };
}

/**
 * A path of the shop in the visit's language.
 * @param path begins with a slash, without a language prefix
 */
export function localPath(visit: Pick<Visit, 'rootUrl'>, path: string): string {
  if (visit.rootUrl === '/') return path;
  return path === '/' ? visit.rootUrl : `${visit.rootUrl}${path}`;
}

import { randomBytes } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import type { World } from '../world.ts';
import { accountRoutes } from './account/account-routes.ts';
import { signInRoutes } from './account/sign-in-routes.ts';
import { createSignInCodes } from './account/sign-in-codes.ts';
import { forwardToApp, pathBelowProxy } from './app-proxy.ts';
import { assetRoutes } from './asset-routes.ts';
import { cartRoutes } from './cart/cart-routes.ts';
import { type CartStore, createCartStore } from './cart/cart-store.ts';
import { catalogRoutes } from './catalog/catalog-routes.ts';
import { checkoutRoutes } from './checkout/checkout-routes.ts';
import { splitLocale } from './locale.ts';
import { escapeHtml } from './liquid/translate.ts';
import { createMailSender } from './mails/send-mail.ts';
import { securityHeaders } from './security.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { renderPage } from './theme/render-page.ts';
import type { StorefrontEnvironment, Visit } from './visit.ts';

const BODY_BYTES_MAX = 256 * 1024;

export interface StorefrontParts {
  /** Real time in milliseconds; sessions and codes end by it. */
  readonly now?: () => number;
}

/**
 * The shop itself: everything that a shopper sees, the cart's Ajax API, and the app's proxy.
 * To be mounted at the root of the shop's origin, after everything below `/admin`.
 */
export function storefrontApp(
  world: World,
  parts: StorefrontParts = {},
): Hono<StorefrontEnvironment> {
  const now = parts.now ?? Date.now;
  const carts = createCartStore();
  const sessions = createSessions(world, now);
  const sendMail = createMailSender(world);
  const codes = createSignInCodes(now);

  const shop = new Hono<StorefrontEnvironment>();
  // Files come first: they concern nobody in particular, and no cookie is read for them.
  shop.route('/', assetRoutes(world));
  shop.use(csrf(), bodyLimit({ maxSize: BODY_BYTES_MAX }));
  shop.use(welcome(world, carts, sessions), securityHeaders(world));
  shop.use(async (context, next) => {
    const visit = context.get('visit');
    const rest = pathBelowProxy(visit, context.req.path);
    return rest === undefined ? next() : forwardToApp(context, rest);
  });
  const pages = [
    catalogRoutes(),
    cartRoutes({ carts, sessions }),
    checkoutRoutes({ carts, sendMail }),
    signInRoutes({ sessions, codes, sendMail }),
    accountRoutes(sessions),
  ];
  for (const rootUrl of rootUrls(world)) {
    for (const routes of pages) shop.route(rootUrl, routes);
  }
  shop.notFound(async (context) => {
    // A file that is not there was asked for before anybody was welcomed.
    const visit = context.get('visit') as Visit | undefined;
    if (!visit) return context.text('Not found', 404);
    return context.html(await renderPage(visit, { template: '404' }), 404);
  });
  shop.onError((problem, context) => {
    if ('getResponse' in problem) return problem.getResponse();
    console.error(problem);
    // The sandbox is for developers: the page says what went wrong, as `shopify theme dev` does.
    const message = escapeHtml(problem.message);
    return context.html(`<!doctype html><title>Error</title><pre>${message}</pre>`, 500);
  });
  return shop;
}

/** Where the shop begins, once a language. */
function rootUrls(world: World): string[] {
  const { locales, primaryLocale } = world.shop.get();
  return ['/', ...locales.filter((locale) => locale !== primaryLocale).map((l) => `/${l}`)];
}

/** Finds out who comes, in which language, with which cart. */
function welcome(
  world: World,
  carts: CartStore,
  sessions: Sessions,
): MiddlewareHandler<StorefrontEnvironment> {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const { locale, rootUrl } = splitLocale(world.shop.get(), url.pathname);
    const customerId = await sessions.readCustomer(context);
    context.set('visit', {
      world,
      url,
      locale,
      rootUrl,
      customer: customerId === undefined ? null : (world.customers.get(customerId) ?? null),
      cart: carts.open(await sessions.readCartToken(context)),
      // The theme editor asks for its preview this way.
      designMode: url.searchParams.get('design_mode') === '1',
      nonce: randomBytes(16).toString('base64'),
    });
    await next();
  };
}

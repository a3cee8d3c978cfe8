import { Hono } from 'hono';
import type { World } from '#sandbox/world.ts';
import { bridgeRoutes } from './bridge/bridge-routes.ts';
import { clientFiles } from './client-files.ts';
import { storeHandle, storePath } from './context.ts';
import { accessPanelPages } from './pages/access-panel.ts';
import { appPages } from './pages/apps.ts';
import { customerPages } from './pages/customer-detail.ts';
import { discountPages } from './pages/discounts.ts';
import { editOrderPages } from './pages/edit-order.ts';
import { customerIndexPages } from './pages/customers.ts';
import { homePages } from './pages/home.ts';
import { languagePages } from './pages/language.ts';
import { linkPages, renderNotFound } from './pages/links.ts';
import { onlineStorePages } from './pages/online-store.ts';
import { orderPages } from './pages/order-actions.ts';
import { orderIndexPages } from './pages/orders.ts';
import { productPages } from './pages/products.ts';
import { sandboxPanelPages } from './pages/sandbox-panel.ts';
import { scheduledPanelPages } from './pages/scheduled-panel.ts';
import { webhookPanelPages } from './pages/webhooks-panel.ts';
import { sameOriginOnly } from './same-origin.ts';
import { themeEditorPages } from './theme-editor/editor-pages.ts';

/**
 * The merchant's admin of the sandbox, the stand-in for admin.shopify.com, with App Bridge at `/app-bridge.js`. To be
 * served at `options.adminOrigin`. Nobody signs in: it listens on the loopback interface only, and what is sent to it
 * must come from its own pages.
 */
export function adminShellApp(world: World): Hono {
  const admin = new Hono();
  admin.use(async (context, next) => {
    await next();
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'same-origin');
    if (!context.res.headers.has('content-security-policy')) {
      context.header('content-security-policy', contentSecurityPolicy(world));
    }
  });
  admin.route('/', clientFiles());
  admin.use(sameOriginOnly(world.options.adminOrigin));
  admin.route('/_shell', bridgeRoutes(world));
  admin.route('/', linkPages(world));
  admin.get('/', (context) => context.redirect(storePath(world)));

  const store = new Hono();
  const rooms = [
    homePages,
    orderIndexPages,
    orderPages,
    editOrderPages,
    customerIndexPages,
    customerPages,
    productPages,
    discountPages,
    onlineStorePages,
    themeEditorPages,
    appPages,
    sandboxPanelPages,
    webhookPanelPages,
    accessPanelPages,
    scheduledPanelPages,
    languagePages,
  ];
  for (const pages of rooms) store.route('/', pages(world));
  admin.route(`/store/${storeHandle(world)}`, store);
  admin.notFound((context) => context.html(renderNotFound(world), 404));
  return admin;
}

/** The admin's pages run no script but their own, and frame nothing but the app and the store. */
function contentSecurityPolicy(world: World): string {
  const { shopOrigin, appOrigin } = world.options;
  return [
    "default-src 'self'",
    `img-src 'self' data: ${shopOrigin} ${appOrigin}`,
    `frame-src 'self' ${appOrigin} ${shopOrigin}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

import { type Context, Hono } from 'hono';
import { orderObject } from '../liquid/objects/order.ts';
import type { Sessions } from '../sessions.ts';
import { renderPage } from '../theme/render-page.ts';
import { localPath, type StorefrontEnvironment } from '../visit.ts';

/**
 * The account of who is signed in. Shopify hosts these pages apart from the theme
 * (https://help.shopify.com/en/manual/customers/customer-accounts); here the theme shows them, at the paths that
 * `routes` gives.
 */
export function accountRoutes(sessions: Sessions): Hono<StorefrontEnvironment> {
  const routes = new Hono<StorefrontEnvironment>();
  routes.get('/account', async (context) => {
    const visit = context.get('visit');
    if (!visit.customer) return context.redirect(localPath(visit, '/account/login'));
    return context.html(await renderPage(visit, { template: 'customers/account' }));
  });
  routes.get('/account/orders/:id', showOrder);
  // A link, as on Shopify: https://shopify.dev/docs/api/liquid/objects/routes#routes-account_logout_url
  routes.get('/account/logout', (context) => {
    sessions.signOut(context);
    return context.redirect(localPath(context.get('visit'), '/'));
  });
  return routes;
}

async function showOrder(context: Context<StorefrontEnvironment>) {
  const visit = context.get('visit');
  if (!visit.customer) return context.redirect(localPath(visit, '/account/login'));
  const order = visit.world.orders.get(context.req.param('id') ?? '');
  // Somebody else's order looks like one that does not exist.
  if (order?.customerId !== visit.customer.id) return context.notFound();
  const objects = { order: orderObject(visit, order) };
  return context.html(await renderPage(visit, { template: 'customers/order', objects }));
}

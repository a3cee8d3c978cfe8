import type { AppLoadContext } from '@remix-run/node';

import type { CustomerId } from '#app/loyalty/ids.ts';
import { authenticateAdmin, authenticateProxy } from '#app/shopify/authenticate.server.ts';
import { findInstalledShop, openShop, type Shop } from '#app/usecases/open-shop.server.ts';
import type { Services } from '#app/usecases/services.server.ts';

/** What a loader or an action is given. */
interface RouteArguments {
  readonly request: Request;
  readonly context: AppLoadContext;
}

/** A member of staff in the admin of a shop that has the app. */
export interface AdminVisit {
  readonly shop: Shop;
  readonly staffUserId: string;
  readonly services: Services;
}

/** A shopper on the storefront of a shop that has the app. */
export interface StorefrontVisit {
  readonly shop: Shop;
  /** The customer who is logged in, or null when nobody is. */
  readonly customerId: CustomerId | null;
  readonly services: Services;
}

/**
 * The first line of every loader and action of the admin:
 * `const { shop, services } = await enterAdmin(args);`
 * @throws Response what the browser does instead of showing the page; let it pass
 */
export async function enterAdmin({ request, context }: RouteArguments): Promise<AdminVisit> {
  const { shopDomain, staffUserId } = await authenticateAdmin(request, context);
  const opened = await openShop(context.services, shopDomain);
  if (!opened.ok) throw new Response(null, { status: 503 });
  return { shop: opened.shop, staffUserId, services: context.services };
}

/**
 * The first line of every loader and action behind the app proxy:
 * `const { shop, customerId, services } = await enterStorefront(args);`
 * @throws Response 401 without a word when the call was not signed by Shopify, 404 when the shop has not the app
 */
export async function enterStorefront({
  request,
  context,
}: RouteArguments): Promise<StorefrontVisit> {
  const { shopDomain, customerId } = authenticateProxy(request, context);
  const shop = await findInstalledShop(context.services, shopDomain);
  if (!shop) throw new Response(null, { status: 404 });
  return { shop, customerId, services: context.services };
}

import type { AppLoadContext } from '@remix-run/node';

import { authenticateAdmin } from '#app/shopify/authenticate.server.ts';
import { openShop, type Shop } from '#app/usecases/shops/open-shop.server.ts';
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

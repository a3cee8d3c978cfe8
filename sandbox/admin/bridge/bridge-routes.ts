import { Hono } from 'hono';
import { z } from 'zod';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { isAppInstalled } from '../context.ts';
import { readEditableExtension } from '../theme-editor/extension.ts';
import { themeExtensionsInfo } from './extensions-info.ts';
import { pickableResources } from './resources.ts';
import { bridgeGrant, bridgeRevoke, bridgeScopes, ScopesWish } from './scopes.ts';

const resourceQuery = z.object({ type: z.enum(['product', 'variant', 'collection']) });

/**
 * What the shell's own script asks for on behalf of the embedded app. All are POST, hence bound to the admin's origin:
 * neither the app's frame nor a foreign page can fetch a session token from here, only ask the shell for it.
 */
export function bridgeRoutes(world: World): Hono {
  const routes = new Hono();

  routes.post('/session-token', async (context) => {
    if (!isAppInstalled(world)) return context.json({ problem: 'The app is not installed.' }, 409);
    context.header('cache-control', 'no-store');
    return context.json({ token: await world.sessionToken() });
  });

  routes.post('/extensions', (context) =>
    context.json(themeExtensionsInfo(readEditableExtension(world), world.themes.get())),
  );

  routes.post('/scopes', (context) => context.json(bridgeScopes(world)));
  const changeScopes = (path: string, change: typeof bridgeGrant) =>
    routes.post(path, async (context) => {
      const wish = ScopesWish.safeParse(await context.req.json());
      if (!wish.success) return context.json({ problem: 'Name at least one scope.' }, 400);
      try {
        return context.json(change(world, wish.data));
      } catch (error) {
        if (error instanceof RefusedByShop) return context.json({ problem: error.message }, 422);
        throw error;
      }
    });
  changeScopes('/scopes/grant', bridgeGrant);
  changeScopes('/scopes/revoke', bridgeRevoke);

  routes.post('/resources', async (context) => {
    const query = resourceQuery.safeParse(await context.req.json());
    return query.success
      ? context.json(pickableResources(world, query.data.type))
      : context.json({ problem: 'There is no such resource.' }, 400);
  });
  return routes;
}

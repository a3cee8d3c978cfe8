import type { Hono } from 'hono';

import { scopesDetail } from '../auth/granted-scopes.ts';
import { strikeTokens } from '../auth/tokens.ts';
import type { World } from '../world.ts';
import { parseBody } from './parse-body.ts';
import {
  ApiFaultsBody,
  PlannedApiFaultsBody,
  RotationBody,
  ScopesBody,
  TimezoneBody,
  TokenFaultBody,
} from './schemas.ts';

/** The app in the shop, and what it is told of the shop itself: its installation, scopes, secret and tokens, and how badly the Admin API answers it. */
export function addAppAccess(app: Hono, world: World): void {
  app.post('/install', async (context) => {
    await world.commands.installApp();
    return context.json({ installation: world.installation.get() });
  });
  app.put('/timezone', async (context) => {
    const { timezone } = await parseBody(context, TimezoneBody);
    world.commands.moveShop(timezone);
    return context.json({ shop: world.shop.get() });
  });
  app.post('/uninstall', (context) => {
    world.commands.uninstallApp();
    return context.json({ installation: world.installation.get() });
  });
  app.get('/scopes', (context) => context.json(scopesDetail(world)));
  app.put('/scopes', async (context) => {
    const { granted } = await parseBody(context, ScopesBody);
    world.commands.changeScopes(granted);
    return context.json(scopesDetail(world));
  });
  app.get('/secret', (context) => context.json(world.secrets.get()));
  app.post('/secret/rotate', async (context) => {
    const { webhooksFollowAfterMs } = await parseBody(context, RotationBody);
    return context.json(world.secrets.rotate(webhooksFollowAfterMs));
  });
  app.post('/secret/revoke-before', (context) => {
    world.secrets.revokeBefore();
    return context.json(world.secrets.get());
  });
  app.post('/tokens', async (context) => {
    const { fault } = await parseBody(context, TokenFaultBody);
    return context.json({ struck: strikeTokens(world, fault, Date.now()) });
  });
  app.get('/api-faults', (context) => context.json(world.apiFaults.get()));
  app.put('/api-faults', async (context) => {
    world.apiFaults.put(await parseBody(context, ApiFaultsBody));
    return context.json(world.apiFaults.get());
  });
  app.get('/api-faults/planned', (context) => context.json(world.plannedApiFaults.get()));
  app.put('/api-faults/planned', async (context) => {
    world.plannedApiFaults.put(await parseBody(context, PlannedApiFaultsBody));
    return context.json(world.plannedApiFaults.get());
  });
}

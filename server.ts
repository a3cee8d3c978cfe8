import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { getRequestListener } from '@hono/node-server';
import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime';

import { openInbox } from '#app/db/inbox-insert.server.ts';
import type { Environment } from '#app/platform/environment.server.ts';
import { closeOnSignal, listen } from '#app/platform/listen.server.ts';
import { createSite } from '#app/platform/site.server.ts';
import { readEnvironmentOrExit, refuseToStart } from '#app/platform/start.server.ts';
import { createNudge } from '#app/webhooks/nudge.server.ts';
import { createReceiver } from '#app/webhooks/receive.server.ts';

import { type ComposedProcess, composeProcess } from './compose.ts';

const WEBHOOK_PATH = '/webhooks';

/** A request must have arrived by then, its body included. */
const REQUEST_MS_MAX = 30_000;

/** Relative to the project folder, where the process is started. */
const ASSETS_FOLDER = 'build/client';
const SERVER_BUILD = new URL('build/server/index.js', import.meta.url);

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Where pages come from: the build, or Vite while someone is working on them. */
interface Pages {
  readonly build: ServerBuild | (() => Promise<ServerBuild>);
  readonly assetsFolder?: string;
  /** Puts what must answer before the site in front of it. */
  inFrontOf(site: Listener): Listener;
}

await start(readEnvironmentOrExit());

async function start(environment: Environment): Promise<void> {
  // React chooses by this variable which of its builds runs.
  process.env.NODE_ENV = environment.NODE_ENV;
  const server = createServer({ requestTimeout: REQUEST_MS_MAX });
  const pages =
    environment.NODE_ENV === 'development' ? await pagesOfVite(server) : await pagesOfBuild();
  const composed = composeProcess(environment, 'web');
  const { logger } = composed.services;
  const webhooks = composeReceiver(environment, composed);
  const site = pages.inFrontOf(composeSite(environment, composed, pages));
  server.on('request', (request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    if (path === WEBHOOK_PATH) void webhooks.receive(request, response);
    else site(request, response);
  });
  const listening = await listen(server, environment.PORT);
  if (!listening.ok) refuseToStart(listening.problem);
  logger.info({ port: listening.port }, 'listening');
  closeOnSignal(server, logger, async () => {
    await webhooks.close();
    await composed.close();
  });
}

function composeReceiver(environment: Environment, { services }: ComposedProcess) {
  const { clock, database, logger } = services;
  const inbox = openInbox(environment.DATABASE_URL);
  const nudge = createNudge(database, logger);
  const secrets = [environment.SHOPIFY_API_SECRET];
  return {
    receive: createReceiver({ inbox, nudge, secrets, clock, logger }),
    close: async () => {
      await inbox.close();
      await nudge.flush();
    },
  };
}

function composeSite(environment: Environment, composed: ComposedProcess, pages: Pages): Listener {
  const { services, shopify } = composed;
  const handle = createRequestHandler(pages.build, environment.NODE_ENV);
  const site = createSite({
    logger: services.logger,
    securityPolicy: {
      appUrl: environment.SHOPIFY_APP_URL,
      appBridgeUrl: environment.APP_BRIDGE_URL,
      extraFrameAncestors: environment.EXTRA_FRAME_ANCESTORS,
      isDevelopment: environment.NODE_ENV === 'development',
    },
    handle: (request, scriptNonce) => handle(request, { services, shopify, scriptNonce }),
    checkHealth: () => services.database.pool.query('SELECT 1'),
    assetsFolder: pages.assetsFolder,
  });
  const listener = getRequestListener(site.fetch);
  return (request, response) => void listener(request, response);
}

async function pagesOfBuild(): Promise<Pages> {
  if (!existsSync(SERVER_BUILD)) {
    refuseToStart('The app is not built yet. Run "npm run build" first.');
  }
  const build = (await import(SERVER_BUILD.href)) as ServerBuild;
  return { build, assetsFolder: ASSETS_FOLDER, inFrontOf: (site) => site };
}

async function pagesOfVite(server: Server): Promise<Pages> {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server } },
  });
  return {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    inFrontOf: (site) => (request, response) => {
      vite.middlewares(request, response, () => {
        site(request, response);
      });
    },
  };
}

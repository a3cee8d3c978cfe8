import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { getRequestListener } from '@hono/node-server';
import type { AppLoadContext } from '@remix-run/server-runtime';

import { openInbox } from '#app/db/deliveries/inbox-insert.server.ts';
import { awaitDatabase } from '#app/platform/await-database.server.ts';
import { endOnSignal } from '#app/platform/end-on-signal.server.ts';
import type { Environment } from '#app/platform/environment.server.ts';
import { closeServer, listen } from '#app/platform/listen.server.ts';
import { measureRequests } from '#app/platform/measure-requests.server.ts';
import { createOperations } from '#app/platform/operations.server.ts';
import { serveOperations } from '#app/platform/serve-operations.server.ts';
import { createSite } from '#app/platform/site.server.ts';
import { refuseToStart } from '#app/platform/start.server.ts';
import { createNudge } from '#app/webhooks/nudge.server.ts';
import { createReceiver } from '#app/webhooks/receive.server.ts';

import { type ComposedProcess, composeProcess } from './compose.ts';

const WEBHOOK_PATH = '/webhooks';

/** A request must have arrived by then, its body included. */
const REQUEST_MS_MAX = 30_000;

/** Its head comes in one piece from everybody who means well. */
const HEADERS_MS_MAX = 10_000;

/** Node looks for those that are too slow this often; its own half a minute would double their time. */
const CONNECTIONS_CHECKED_EVERY_MS = 5_000;

/** Longer than the proxies in front keep a connection (nginx 60 s, Caddy 120 s): they must be the ones to close it. */
const KEEP_ALIVE_MS = 125_000;

/** How long requests under way may take to end; the rest of the farewell is for the connections to the database. */
const FAREWELL_MS_MAX = 8_000;

/** What whoever comes too early is told to wait. */
const RETRY_AFTER_SECONDS = '5';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Where pages come from. */
export interface Pages {
  /** Renders pages and runs loaders and actions. */
  handle(request: Request, context: AppLoadContext): Promise<Response>;
  /** Folder of the built assets; undefined where something else serves them. */
  readonly assetsFolder?: string;
  /** Puts what must answer before the site in front of it. */
  inFrontOf(site: Listener): Listener;
}

/**
 * The web process: webhooks, pages, health. It listens at once, so that its health can be asked for, and answers
 * everything else with 503 until the database is reachable and migrated; Shopify then comes again.
 * @param openPages is given the server, which may be listened to
 */
export async function startWeb(
  environment: Environment,
  openPages: (server: Server) => Promise<Pages>,
): Promise<void> {
  const server = createServer({
    headersTimeout: HEADERS_MS_MAX,
    requestTimeout: REQUEST_MS_MAX,
    connectionsCheckingInterval: CONNECTIONS_CHECKED_EVERY_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  const composed = composeProcess(environment, 'web', (watch) => [
    { name: 'inbox', check: watch.checkInbox },
  ]);
  const { health, services } = composed;
  const { logger, metrics } = services;
  const webhooks = composeReceiver(environment, composed);
  const pages = await openPages(server);
  const site = pages.inFrontOf(composeSite(environment, composed, pages));
  const doors = openWhenReady(composed, {
    webhooks: (request, response) => void webhooks.receive(request, response),
    site,
  });
  const answerOperations = createOperations({ health });
  const listener = measureRequests(metrics.http, (request, response) => {
    if (!answerOperations(request, response)) doors.enter(request, response);
  });
  server.on('request', listener);
  const listening = await listen(server, environment.PORT);
  if (!listening.ok) refuseToStart(listening.problem);
  const { registry } = metrics;
  const operations = await serveOperations(environment.METRICS_PORT, { health, registry });
  if (!operations.ok) refuseToStart(operations.problem);
  logger.info({ port: listening.port, metricsPort: operations.port }, 'listening');
  endOnSignal(logger, async () => {
    health.close();
    doors.close();
    if (!(await closeServer(server, FAREWELL_MS_MAX))) logger.warn('requests were cut off');
    await Promise.all([webhooks.close(), operations.close()]);
    await composed.close();
  });
}

function composeReceiver(environment: Environment, { services, shopify }: ComposedProcess) {
  const { clock, database, logger, metrics } = services;
  const inbox = openInbox(environment.DATABASE_URL);
  const nudge = createNudge(database, logger);
  const count = metrics.deliveries.countReceipt;
  return {
    receive: createReceiver({ inbox, nudge, count, secrets: shopify.apiSecrets, clock, logger }),
    close: async () => {
      await inbox.close();
      await nudge.flush();
    },
  };
}

function composeSite(environment: Environment, composed: ComposedProcess, pages: Pages): Listener {
  const { services, shopify } = composed;
  const site = createSite({
    logger: services.logger,
    securityPolicy: {
      appUrl: environment.SHOPIFY_APP_URL,
      appBridgeUrl: environment.APP_BRIDGE_URL,
      extraFrameAncestors: environment.EXTRA_FRAME_ANCESTORS,
      isDevelopment: environment.NODE_ENV === 'development',
    },
    handle: (request, scriptNonce) => pages.handle(request, { services, shopify, scriptNonce }),
    assetsFolder: pages.assetsFolder,
  });
  const listener = getRequestListener(site.fetch);
  return (request, response) => void listener(request, response);
}

/** Lets nobody in until the database is there and has this version's tables. */
function openWhenReady(
  { health, services }: ComposedProcess,
  { webhooks, site }: { webhooks: Listener; site: Listener },
): { enter: Listener; close(): void } {
  const { logger, metrics } = services;
  const closing = new AbortController();
  let isOpen = false;
  void awaitDatabase(health, logger, closing.signal).then((ready) => {
    isOpen = ready;
    if (ready) logger.info('ready');
  });
  const enter: Listener = (request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    const isWebhook = path === WEBHOOK_PATH;
    if (isOpen) {
      (isWebhook ? webhooks : site)(request, response);
      return;
    }
    if (isWebhook) metrics.deliveries.countReceipt('database_away');
    request.resume();
    const headers = { 'Content-Type': 'text/plain', 'Retry-After': RETRY_AFTER_SECONDS };
    response.writeHead(503, headers).end('Evergreen is starting. Try again in a moment.\n');
  };
  return { enter, close: () => closing.abort() };
}

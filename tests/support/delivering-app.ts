import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { runOnce } from 'graphile-worker';

import { openInbox } from '#app/db/deliveries/inbox-insert.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { createTaskList } from '#app/jobs/tasks.server.ts';
import { createWorkerLogger } from '#app/jobs/worker-logger.server.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { createNudge } from '#app/webhooks/nudge.server.ts';
import { createReceiver } from '#app/webhooks/receive.server.ts';

import { type Answers, answeringAdminApi } from './admin-api.ts';
import type { TestDatabase } from './database.ts';
import { testServices } from './services.ts';

const SECRET = 'the secret of these tests';
const KEEP_ALIVE_MS = 125_000;

/** What Shopify would sign a body with. */
export function signature(body: string | Uint8Array): string {
  return createHmac('sha256', SECRET).update(body).digest('base64');
}

/** The app's own path from a webhook to the ledger: the receiver behind a real port, and the worker's tasks. */
export interface DeliveringApp {
  readonly services: Services;
  /** Where the receiver listens. */
  readonly origin: string;
  /** What the Admin API answers, by operation; to be changed at will. What is missing is an error of the test. */
  readonly answers: Answers;
  /** Names of the operations that were asked, in order. */
  readonly asked: readonly string[];
  /** Everything that was logged, at the finest level. */
  log(): string;
  /** Lets time pass. */
  setTime(moment: string): void;
  /** Posts a delivery as Shopify would, signed. Text and bytes are sent as they are, anything else as JSON. */
  deliver(shop: Shop, topic: string, body: unknown, options?: DeliverOptions): Promise<number>;
  /** Carries out every job that is due, and those that they ask for. */
  work(): Promise<void>;
  close(): Promise<void>;
}

interface DeliverOptions {
  readonly deliveryId?: string;
  /** When it happened; the present unless told. */
  readonly triggeredAt?: string;
}

function rawBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

/** Opens it over a test's own database. */
export async function openDeliveringApp(
  { database, url }: TestDatabase,
  moment: string,
): Promise<DeliveringApp> {
  let now = new Date(moment);
  const lines: string[] = [];
  const logger = createLogger('trace', 'test', { write: (line) => void lines.push(line) });
  const answers: Answers = {};
  const adminApi = answeringAdminApi(answers);
  const clock = { now: () => now };
  const services = testServices(database, { clock, logger, adminApi });
  const inbox = openInbox(url);
  const nudge = createNudge(database, logger);
  const receive = createReceiver({
    inbox,
    secrets: [SECRET],
    clock,
    logger,
    count: () => undefined,
    nudge,
  });
  // As the web process does: a client that uses a connection again just as it is closed is told nothing.
  const options = { keepAliveTimeout: KEEP_ALIVE_MS };
  const server = createServer(options, (request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    services,
    origin,
    answers,
    asked: adminApi.asked,
    log: () => lines.join(''),
    setTime: (newMoment) => {
      now = new Date(newMoment);
    },
    async deliver(shop, topic, body, { deliveryId = randomUUID(), triggeredAt } = {}) {
      const raw = rawBody(body);
      const response = await fetch(origin, {
        method: 'POST',
        body: raw,
        headers: {
          'X-Shopify-Topic': topic,
          'X-Shopify-Shop-Domain': shop.domain,
          'X-Shopify-Webhook-Id': deliveryId,
          'X-Shopify-Triggered-At': triggeredAt ?? now.toISOString(),
          'X-Shopify-Hmac-Sha256': signature(raw),
        },
      });
      return response.status;
    },
    async work() {
      await nudge.flush();
      await runOnce({
        connectionString: url,
        taskList: createTaskList(services),
        logger: createWorkerLogger(logger),
        noHandleSignals: true,
      });
    },
    async close() {
      await nudge.flush();
      server.close();
      server.closeAllConnections();
      await inbox.close();
    },
  };
}

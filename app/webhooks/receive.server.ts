import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Inbox, Stored, StoredDelivery } from '#app/db/deliveries/inbox-insert.server.ts';
import type { Clock } from '#app/platform/clock.server.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { ReceiptOutcome } from '#app/platform/metrics/delivery-metrics.server.ts';

import { readDeliveryHeaders } from './delivery-headers.server.ts';
import { type BodyReader, createBodyReader } from './read-body.server.ts';
import { isSignedByShopify } from './webhook-signature.server.ts';

/** Shopify's own limit of a body is far below. */
const BODY_BYTES_MAX = 5 * 1024 * 1024;

/** All bodies under way together: a dozen of the largest, or thousands of those that Shopify really sends. */
const BODIES_BYTES_MAX = 64 * 1024 * 1024;

/** How long a sender whose body is not wanted has to notice our answer. */
const FAREWELL_MS = 500;

export interface ReceiverOptions {
  readonly inbox: Inbox;
  /** The app's secret, and during a rotation the one before. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once for each request, with what became of it. */
  count(outcome: ReceiptOutcome): void;
  /** Called after a delivery was stored and answered. */
  nudge(delivery: StoredDelivery): void;
}

/** Answers one request to the webhook address. It never rejects. */
export type Receiver = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A status, why, and what is new in an inbox. */
interface Verdict {
  readonly outcome: ReceiptOutcome;
  readonly status: 200 | 400 | 401 | 405 | 413 | 503;
  readonly stored?: StoredDelivery;
}

/**
 * The receiver of webhooks: reads, checks the signature over the raw bytes, stores, answers; what a delivery means is
 * found out later, by a worker. It stands before Remix, whose request handling alone costs more than all of this.
 *
 * 200 stored now or before, or from a shop we do not know (nothing to retry); 401 not signed by Shopify;
 * 400 signed, but without the headers that name it; 405, 413 over 5 MB; 503 when the database is away or too many
 * bodies are under way, so that Shopify sends it again.
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const readBody = createBodyReader(BODY_BYTES_MAX, BODIES_BYTES_MAX);
  return async (request, response) => {
    const verdict = await receive(options, readBody, request).catch((error: unknown): Verdict => {
      options.logger.error({ err: error }, 'a webhook could not be taken in');
      return { outcome: 'database_away', status: 503 };
    });
    options.count(verdict.outcome);
    answer(request, response, verdict.status);
    if (verdict.stored) options.nudge(verdict.stored);
  };
}

async function receive(
  options: ReceiverOptions,
  readBody: BodyReader,
  request: IncomingMessage,
): Promise<Verdict> {
  if (request.method !== 'POST') return { outcome: 'method', status: 405 };
  const body = await readBody(request);
  if (body.kind === 'too_large') return { outcome: 'too_large', status: 413 };
  if (body.kind === 'crowded') return { outcome: 'crowded', status: 503 };
  // Nobody is there to read this answer.
  if (body.kind === 'broken_off') return { outcome: 'broken_off', status: 400 };
  const signature = request.headers['x-shopify-hmac-sha256'];
  if (!isSignedByShopify(body.bytes, signature?.toString(), options.secrets))
    return { outcome: 'signature', status: 401 };
  const names = readDeliveryHeaders(request.headers);
  if (!names) return { outcome: 'headers', status: 400 };
  const stored = await options.inbox.store({
    ...names,
    body: body.bytes,
    receivedAt: options.clock.now(),
  });
  return acknowledge(options.logger, names.shopDomain, stored);
}

function acknowledge(logger: Logger, shop: string, stored: Stored): Verdict {
  switch (stored.kind) {
    case 'stored':
      return { outcome: 'received', status: 200, stored };
    case 'duplicate':
      return { outcome: 'duplicate', status: 200 };
    case 'unknown_shop':
      logger.warn({ shop }, 'a webhook of a shop that never installed the app was dropped');
      return { outcome: 'unknown_shop', status: 200 };
  }
}

function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.destroyed) return;
  if (status === 405) response.setHeader('Allow', 'POST');
  response.setHeader('Content-Length', 0);
  if (request.complete) response.writeHead(status).end();
  else closeAfterAnswer(request, response.writeHead(status, { Connection: 'close' }));
}

/**
 * Answers while the body is still coming, then closes the connection. What comes in between is thrown away: closed on
 * unread bytes, TCP would reset the connection and the sender might never see the answer.
 */
function closeAfterAnswer(request: IncomingMessage, response: ServerResponse): void {
  response.flushHeaders();
  const farewell = setTimeout(() => response.end(), FAREWELL_MS);
  request.once('close', () => {
    clearTimeout(farewell);
  });
  request.once('end', () => response.end()).resume();
}

/**
 * The load, in a process of its own: as many connections as asked for, each with one order under way at a time, until
 * the time is over. Plain sockets, because every microsecond that an HTTP client takes is taken from the two cores that
 * the measured processes share with it.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';

import { z } from 'zod';

import { BENCH_SHOP, createBodies } from './order-template.ts';

const Task = z.object({
  port: z.number(),
  seconds: z.number(),
  connections: z.number(),
  secret: z.string(),
  firstNumber: z.number(),
  orderTime: z.string(),
});
export type LoadTask = z.infer<typeof Task>;

/** What came of a round of load. */
export interface LoadResult {
  readonly seconds: number;
  /** Numbers of the orders that were answered with 200. */
  readonly acknowledged: readonly number[];
  /** Offered, but answered otherwise or not at all. */
  readonly refused: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const STATUS_AT = 'HTTP/1.1 '.length;

process.once('message', (message) => {
  void run(Task.parse(message)).then((result) => process.send?.(result));
});

async function run(task: LoadTask): Promise<LoadResult> {
  const bodyOf = createBodies(task.orderTime);
  const acknowledged: number[] = [];
  const latencies: number[] = [];
  let refused = 0;
  let next = task.firstNumber;
  const startedAt = performance.now();
  const endsAt = startedAt + task.seconds * 1_000;

  const requestOf = (number: number): Buffer => {
    const body = bodyOf(number);
    const signature = createHmac('sha256', task.secret).update(body).digest('base64');
    const head = [
      'POST /webhooks HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      'User-Agent: Shopify-Captain-Hook',
      'X-Shopify-Topic: orders/paid',
      `X-Shopify-Hmac-Sha256: ${signature}`,
      `X-Shopify-Shop-Domain: ${BENCH_SHOP.domain}`,
      'X-Shopify-API-Version: 2026-10',
      `X-Shopify-Webhook-Id: ${randomUUID()}`,
      `X-Shopify-Triggered-At: ${new Date().toISOString()}`,
      `Content-Length: ${body.length}`,
    ].join('\r\n');
    return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]);
  };

  const caller = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(task.port, '127.0.0.1').setNoDelay(true);
      let number = 0;
      let sentAt = 0;
      let answer = '';
      const offer = () => {
        if (performance.now() >= endsAt) return socket.end();
        number = next++;
        const request = requestOf(number);
        sentAt = performance.now();
        socket.write(request);
      };
      socket.on('connect', offer);
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        // The answers of both servers have a head and no body.
        if (!answer.endsWith('\r\n\r\n')) return;
        if (answer.startsWith('200', STATUS_AT)) {
          acknowledged.push(number);
          latencies.push(performance.now() - sentAt);
        } else refused += 1;
        answer = '';
        offer();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });
  await Promise.all(Array.from({ length: task.connections }, caller));
  const seconds = (performance.now() - startedAt) / 1_000;
  latencies.sort((a, b) => a - b);
  const percentile = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return { seconds, acknowledged, refused, p50Ms: percentile(0.5), p99Ms: percentile(0.99) };
}

import { once } from 'node:events';
import { createServer, request as send, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { type Body, createBodyReader } from '#app/webhooks/read-body.server.ts';

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A server that reads bodies of at most 100 bytes, and 150 in all. */
async function openReader() {
  const readBody = createBodyReader(100, 150);
  const bodies: Body['kind'][] = [];
  const server = createServer((incoming, response) => {
    void readBody(incoming).then((body) => {
      bodies.push(body.kind);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const begin = (bytes: number): ClientRequest => {
    const request = send({ port, method: 'POST', agent: false });
    request.on('error', () => undefined);
    request.write('x'.repeat(bytes));
    return request;
  };
  const until = async (count: number) => {
    while (bodies.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    return bodies;
  };
  return { begin, until };
}

describe('reading bodies', () => {
  test('stops at the limit of one body', async () => {
    const { begin, until } = await openReader();
    begin(101);
    expect(await until(1)).toEqual(['too_large']);
  });

  test('refuses what would exceed the room for all, and has it back when the others have ended', async () => {
    const { begin, until } = await openReader();
    const first = begin(90);
    const flushed = begin(10);
    flushed.end();
    expect(await until(1)).toEqual(['whole']);
    begin(90);
    expect(await until(2)).toEqual(['whole', 'crowded']);
    first.destroy();
    expect(await until(3)).toEqual(['whole', 'crowded', 'broken_off']);
    begin(90).end();
    expect(await until(4)).toEqual(['whole', 'crowded', 'broken_off', 'whole']);
  });
});

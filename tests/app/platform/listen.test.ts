import { createServer, type Server } from 'node:http';

import { afterEach, expect, test } from 'vitest';

import { listen } from '#app/platform/listen.server.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function server(): Server {
  const created = createServer();
  servers.push(created);
  return created;
}

test('a port that is taken is said to be, with the way on', async () => {
  const first = await listen(server(), 0);
  if (!first.ok) throw new Error(first.problem);
  const second = await listen(server(), first.port);
  expect(second).toEqual({
    ok: false,
    problem: `Port ${first.port} is taken by another program. End that one, or set PORT to another number.`,
  });
});

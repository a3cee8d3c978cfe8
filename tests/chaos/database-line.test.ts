import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { openDatabaseLine } from './database-line.ts';

/** A server that says everything back, behind a line. */
async function parrotBehindLine() {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (said) => {
      heard.push(said.toString());
      socket.write(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const line = await openDatabaseLine(`postgresql://postgres@127.0.0.1:${port}/evergreen`);
  onTestFinished(async () => {
    await line.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { line, heard, connected: () => connectedTo(new URL(line.url)) };
}

async function connectedTo({ hostname, port }: URL): Promise<Socket> {
  const socket = connect({ host: hostname, port: Number(port) });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

test('a line passes everything on, and keeps user and database in its address', async () => {
  const { line, connected } = await parrotBehindLine();
  expect(new URL(line.url)).toMatchObject({ username: 'postgres', pathname: '/evergreen' });
  const socket = await connected();
  socket.write('select');
  const [said] = (await once(socket, 'data')) as [Buffer];
  expect(said.toString()).toBe('select');
});

test('what is disturbed breaks or goes on, and in the end all is calm', async () => {
  const { line, heard, connected } = await parrotBehindLine();
  const calm = new AbortController();
  // Of each draw the least: soon, broken, all of them, not for long.
  const disturbed = line.disturb({ next: () => 0 }, calm.signal);
  const socket = await connected();
  // Not `once`, which fails of the reset that is awaited here.
  await new Promise((resolve) => socket.once('close', resolve));
  expect(line.cuts.broken).toBeGreaterThan(0);
  calm.abort();
  await disturbed;
  const again = await connected();
  again.write('again');
  await once(again, 'data');
  expect(heard).toContain('again');
});

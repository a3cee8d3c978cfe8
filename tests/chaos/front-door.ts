import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The one address under which the app is known, in front of several web processes, as a load balancer is. */
export interface FrontDoor {
  readonly origin: string;
  /** Says where the web processes listen from now on. */
  leadTo(origins: () => readonly string[]): void;
  close(): Promise<void>;
}

/** How long somebody who knocks is let wait for a process that opens; less than a webhook waits. */
const PATIENCE_MS = 4_000;
const PAUSE_MS = 50;

/** Opens it on a free port. A connection goes to one process for good, and breaks when that one dies. */
export async function openFrontDoor(): Promise<FrontDoor> {
  let origins: () => readonly string[] = () => [];
  let turn = 0;
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
  };
  const server = createServer({ pauseOnConnect: true }, (visitor) => {
    keep(visitor);
    void reach(() => {
      const all = origins();
      turn += 1;
      return all[turn % Math.max(1, all.length)];
    }).then((process) => {
      if (!process || visitor.destroyed) {
        visitor.destroy();
        process?.destroy();
        return;
      }
      keep(process);
      visitor.once('close', () => process.destroy());
      process.once('close', () => visitor.destroy());
      visitor.pipe(process).pipe(visitor);
      visitor.resume();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    leadTo(given) {
      origins = given;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Tries one process after the other. */
async function reach(next: () => string | undefined): Promise<Socket | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const origin = next();
    const socket = origin === undefined ? undefined : await connected(new URL(origin));
    if (socket) return socket;
    await sleep(PAUSE_MS);
  }
  return undefined;
}

function connected({ hostname, port }: URL): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

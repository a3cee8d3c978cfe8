import type { Server } from 'node:http';

import { serve } from '@hono/node-server';

/** A port cannot be listened on, with a sentence that says which and what to do. */
export class PortFailure extends Error {
  override name = 'PortFailure';
}

/** One door of the sandbox. */
export interface Door {
  readonly name: string;
  readonly origin: string;
  /** The variable that moves it. */
  readonly variable: string;
  answer(request: Request): Response | Promise<Response>;
}

/** A sentence for a port that cannot be used. */
export function portProblem(
  name: string,
  port: number,
  variable: string,
  error: NodeJS.ErrnoException,
): PortFailure {
  const why =
    error.code === 'EADDRINUSE'
      ? 'is taken by another program'
      : `cannot be used (${error.message})`;
  return new PortFailure(
    `Port ${port} for ${name} ${why}. End what uses it, or choose another with ${variable}.`,
    { cause: error },
  );
}

function portOf(origin: string): number {
  const { port, protocol } = new URL(origin);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/**
 * Starts to answer at a door. Only this machine is let in: the sandbox knows no passwords.
 * @returns what closes it again
 * @throws PortFailure when the port is taken
 */
export function listen(door: Door): Promise<{ close(): Promise<void> }> {
  const port = portOf(door.origin);
  return new Promise((resolve, reject) => {
    const server = serve({
      fetch: (request) => door.answer(request),
      port,
      hostname: '127.0.0.1',
    }) as Server;
    server.once('error', (error) => reject(portProblem(door.name, port, door.variable, error)));
    server.once('listening', () => resolve({ close: () => closeServer(server) }));
  });
}

/** Stops a server: no new requests, and those under way are cut off (pages keep connections open). */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

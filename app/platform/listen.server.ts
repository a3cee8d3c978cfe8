import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Logger } from './logger.server.ts';

/** How long requests under way may take to end once the process was asked to. */
const FAREWELL_MS_MAX = 10_000;

/**
 * Listens on a port.
 * @param port 0 takes any that is free
 * @returns the port, or a sentence for whoever started the process when it is taken or not allowed
 */
export async function listen(
  server: Server,
  port: number,
): Promise<{ ok: true; port: number } | { ok: false; problem: string }> {
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    return { ok: false, problem: describeProblem(error, port) };
  }
  return { ok: true, port: (server.address() as AddressInfo).port };
}

function describeProblem(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. End that one, or set PORT to another number.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} needs rights that this process does not have. Set PORT to a number above 1023.`;
  }
  return `The server cannot listen on port ${port}: ${message}`;
}

/**
 * Ends the process in order on SIGTERM and SIGINT: no new connections, requests under way are finished, then `close`.
 * A second signal ends it at once.
 */
export function closeOnSignal(server: Server, logger: Logger, close: () => Promise<void>): void {
  let isClosing = false;
  const farewell = async (signal: NodeJS.Signals) => {
    if (isClosing) process.exit(1);
    isClosing = true;
    logger.info({ signal }, 'closing');
    setTimeout(() => {
      logger.warn('requests were still under way');
      server.closeAllConnections();
    }, FAREWELL_MS_MAX).unref();
    server.close();
    server.closeIdleConnections();
    await once(server, 'close');
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void farewell(signal));
  process.on('SIGINT', (signal) => void farewell(signal));
}

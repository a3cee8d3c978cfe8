import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Listens on a port.
 * @param port 0 takes any that is free
 * @param variable the environment variable that names the port
 * @returns the port, or a sentence for whoever started the process when it is taken or not allowed
 */
export async function listen(
  server: Server,
  port: number,
  variable: 'PORT' | 'METRICS_PORT' = 'PORT',
): Promise<{ ok: true; port: number } | { ok: false; problem: string }> {
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    return { ok: false, problem: describeProblem(error, port, variable) };
  }
  return { ok: true, port: (server.address() as AddressInfo).port };
}

function describeProblem(error: unknown, port: number, variable: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. End that one, or set ${variable} to another number.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} needs rights that this process does not have. Set ${variable} to a number above 1023.`;
  }
  return `The server cannot listen on port ${port}: ${message}`;
}

/** How often connections are looked through for those whose request has been answered since. */
const IDLE_CHECK_MS = 50;

/**
 * Takes no more connections, lets requests under way be answered, and closes each connection as soon as nothing is
 * under way on it, although its client would have kept it.
 * @param patienceMs after this the connections that are left are cut
 * @returns whether everything was answered
 */
export async function closeServer(server: Server, patienceMs: number): Promise<boolean> {
  let isCut = false;
  const closed = once(server, 'close');
  server.close();
  const sweeping = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const cutting = setTimeout(() => {
    isCut = true;
    server.closeAllConnections();
  }, patienceMs);
  await closed;
  clearInterval(sweeping);
  clearTimeout(cutting);
  return !isCut;
}

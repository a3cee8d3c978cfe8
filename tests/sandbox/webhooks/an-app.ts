import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an app receives it. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An app that notes what it is told and answers as it is bidden. */
export interface ListeningApp {
  readonly origin: string;
  readonly received: Received[];
  /** Status of the next answers. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. */
export async function startApp(): Promise<ListeningApp> {
  const received: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answerWith: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

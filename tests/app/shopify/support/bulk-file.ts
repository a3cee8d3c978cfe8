import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place on the web where a file lies, as the result of a bulk query does. */
export interface ServedFile {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a file.
 * @param pieces sent one after the other; undefined breaks the connection off
 * @param status of the answer
 */
export async function serveFile(
  pieces: readonly (string | Uint8Array | undefined)[],
  status = 200,
): Promise<ServedFile> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/jsonl' });
    for (const piece of pieces) {
      if (piece === undefined) {
        response.flushHeaders();
        setImmediate(() => response.destroy());
        return;
      }
      response.write(piece);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/result.jsonl`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** Everything that comes, in order. */
export async function collect<Item>(coming: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of coming) all.push(item);
  return all;
}

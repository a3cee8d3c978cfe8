import type { IncomingMessage } from 'node:http';

/**
 * Collects a request's body as long as it stays within a limit.
 * @param limit most bytes taken
 * @returns the bytes, or undefined as soon as there are more, announced or sent; the rest is left unread
 * @throws when the sender breaks off
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.removeAllListeners('data').pause();
        resolve(undefined);
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks, size));
    });
    request.on('error', reject);
    request.on('close', () => {
      reject(new Error('The sender broke off'));
    });
  });
}

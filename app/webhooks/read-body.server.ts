import type { IncomingMessage } from 'node:http';

/** A request's body, or why there is none. */
export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'broken_off' };

/**
 * Collects a request's body as long as it stays within a limit. What is announced or found to be larger is left unread
 * from there on.
 * @param bytesMax most bytes taken
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return { kind: 'too_large' };
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bytesMax) {
        chunks.push(chunk);
        return;
      }
      request.removeAllListeners('data').pause();
      resolve({ kind: 'too_large' });
    });
    request.once('end', () => {
      resolve({ kind: 'whole', bytes: Buffer.concat(chunks, size) });
    });
    // Without a listener the error of a sender who hangs up would end the process.
    request.once('error', () => {
      resolve({ kind: 'broken_off' });
    });
    request.once('close', () => {
      resolve({ kind: 'broken_off' });
    });
  });
}

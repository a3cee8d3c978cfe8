import type { IncomingMessage } from 'node:http';

/** A request's body, or why there is none. */
export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  /** Too much is under way already; later there will be room. */
  | { readonly kind: 'crowded' }
  | { readonly kind: 'broken_off' };

/** Collects the bodies of requests. */
export type BodyReader = (request: IncomingMessage) => Promise<Body>;

/**
 * Makes a reader of bodies. What is announced or found to be larger than the limit is left unread from there on; and all
 * bodies under way together stay within a limit of their own, since anybody can begin one before it is known who signed
 * it.
 * @param bytesMax most bytes of one body
 * @param bytesUnderWayMax most bytes of all bodies that have begun and not ended
 */
export function createBodyReader(bytesMax: number, bytesUnderWayMax: number): BodyReader {
  let underWay = 0;
  return async (request) => {
    if (Number(request.headers['content-length'] ?? 0) > bytesMax) return { kind: 'too_large' };
    let size = 0;
    const take = (bytes: number): 'too_large' | 'crowded' | undefined => {
      size += bytes;
      underWay += bytes;
      if (size > bytesMax) return 'too_large';
      return underWay > bytesUnderWayMax ? 'crowded' : undefined;
    };
    const body = await collect(request, take);
    underWay -= size;
    return body;
  };
}

/** @param take is told how many bytes have come, and says whether there is a reason to stop */
function collect(
  request: IncomingMessage,
  take: (bytes: number) => 'too_large' | 'crowded' | undefined,
): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      const problem = take(chunk.length);
      if (problem === undefined) {
        chunks.push(chunk);
        return;
      }
      request.removeAllListeners('data').pause();
      resolve({ kind: problem });
    });
    request.once('end', () => {
      resolve({ kind: 'whole', bytes: Buffer.concat(chunks) });
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

/**
 * The text of a request's body, as far as it is no longer than it may be: what is longer is not read to its end, whatever
 * its headers say of its length.
 * @param bytesMax most bytes that are read
 * @returns null for more
 */
export async function readBoundedText(
  { body, headers }: Request,
  bytesMax: number,
): Promise<string | null> {
  if (Number(headers.get('Content-Length') ?? 0) > bytesMax) return null;
  if (!body) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces).toString('utf8');
    length += value.length;
    if (length > bytesMax) {
      await reader.cancel();
      return null;
    }
    pieces.push(value);
  }
}

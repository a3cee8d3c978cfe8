/** Shorter than this a sequence of UTF-8 may be cut off. */
const SEQUENCE_LENGTH_MAX = 4;

/**
 * Turns text as spreadsheets save it into UTF-8: UTF-16 by its byte order mark or the zeros between Latin letters, and
 * Windows-1252 where the first letter beyond ASCII is no sequence of UTF-8. What is UTF-8 passes as it is.
 */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  let decoder: TextDecoder | null = null;
  let isDecided = false;
  let isFirst = true;
  let kept: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    kept = new Uint8Array();
    if (bytes.length < 2) {
      kept = bytes;
      continue;
    }
    if (isFirst) {
      const encoding = utf16Of(bytes);
      if (encoding !== null) [decoder, isDecided] = [new TextDecoder(encoding), true];
      isFirst = false;
    }
    if (!isDecided) {
      const at = bytes.findIndex((byte) => byte > 0x7f);
      if (at !== -1 && bytes.length - at < SEQUENCE_LENGTH_MAX) {
        // The end of the piece may cut the letter in two.
        if (at > 0) yield bytes.subarray(0, at);
        kept = bytes.subarray(at);
        continue;
      }
      if (at !== -1) {
        isDecided = true;
        if (!isSequence(bytes.subarray(at))) decoder = new TextDecoder('windows-1252');
      }
    }
    yield decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes;
  }
  if (kept.length > 0) {
    const isForeign = !isDecided && kept.some((byte) => byte > 0x7f) && !isSequence(kept);
    decoder ??= isForeign ? new TextDecoder('windows-1252') : null;
    yield decoder ? encoder.encode(decoder.decode(kept, { stream: true })) : kept;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield encoder.encode(rest);
}

function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return null;
}

/** Whether bytes begin with a letter beyond ASCII as UTF-8 writes it. */
function isSequence(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

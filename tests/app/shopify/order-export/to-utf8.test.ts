import { Readable } from 'node:stream';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { toUtf8 } from '#app/shopify/order-export/to-utf8.server.ts';

async function decoded(bytes: Uint8Array, pieceLength: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += pieceLength) {
    pieces.push(bytes.subarray(from, from + pieceLength));
  }
  const parts: Uint8Array[] = [];
  for await (const part of toUtf8(Readable.from(pieces))) parts.push(part);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(Buffer.concat(parts));
}

const text = 'customer;points\nmüller@example.com;5\nrené@example.com;7\n€';
const windows1252 = Buffer.from(text.replace('€', ''), 'latin1');
const bigEndian = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(text), text],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`), text],
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), text],
  ['UTF-16 without a byte order mark', Buffer.from(text, 'utf16le'), text],
  ['UTF-16, big-endian', bigEndian, text],
  ['Windows-1252', windows1252, text.replace('€', '')],
  ['Windows-1252 that ends with a foreign letter', Buffer.from('points;é', 'latin1'), 'points;é'],
  ['nothing', Buffer.alloc(0), ''],
  ['one letter', Buffer.from('x'), 'x'],
])('%s is read, in pieces of any length', async (_, bytes, expected) => {
  for (const length of [1, 2, 3, 5, 16, 1_000]) {
    expect(await decoded(bytes, length)).toBe(expected);
  }
});

test('any text in UTF-8 passes as it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0')),
      fc.integer({ min: 1, max: 9 }),
      async (written, length) => {
        const plain = written.replace(/^\uFEFF/, '');
        expect(await decoded(Buffer.from(plain), length)).toBe(plain);
      },
    ),
  );
});

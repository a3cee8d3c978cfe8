import { expect, test } from 'vitest';

import { readBoundedText } from '#app/routes/bounded-text.server.ts';

const post = (body: BodyInit | null) =>
  new Request('https://evergreen.example/api/actions', {
    method: 'POST',
    body,
    ...{ duplex: 'half' },
  });

test('a body is read as it came, up to the last byte that it may have', async () => {
  expect(await readBoundedText(post('{"ü": 1}'), 9)).toBe('{"ü": 1}');
  expect(await readBoundedText(post('{"ü": 1}'), 8)).toBeNull();
  expect(await readBoundedText(post(null), 8)).toBe('');
});

test('one that never ends is left soon', async () => {
  let pieces = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pieces += 1;
      controller.enqueue(new Uint8Array(1_000));
    },
  });
  expect(await readBoundedText(post(endless), 16_384)).toBeNull();
  expect(pieces).toBeLessThan(30);
});

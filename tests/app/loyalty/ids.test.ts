import { expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';

test.each(['1', '820982911946154508', '9223372036854775807'])('%s is an id', (digits) => {
  expect(OrderId.parse(digits)).toBe(digits);
});

test.each(['0', '007', '-1', '1.5', 'gid://shopify/Order/1', '9223372036854775808', ''])(
  '%j is none',
  (text) => {
    expect(OrderId.safeParse(text).success).toBe(false);
  },
);

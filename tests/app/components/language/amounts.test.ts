import { expect, test } from 'vitest';

import { writeMoney } from '#app/components/language/amounts.ts';
import { languageFor } from '#app/platform/translations.server.ts';

test.each([
  [2980, 'EUR', '€29.80'],
  [3000, 'EUR', '€30.00'],
  [2980, 'JPY', '¥2,980'],
  [1234, 'KWD', 'KWD 1.234'],
  // Of these people leave the decimals out; no amount loses any by that.
  [123450, 'HUF', 'HUF 1,234.50'],
  [9999, 'PKR', 'PKR 99.99'],
])('%i minor units of %s are %s', (minor, currency, written) => {
  const text = writeMoney(minor, currency, languageFor('en', 'Europe/Berlin'));
  expect(text.replaceAll('\u00a0', ' ')).toBe(written);
});

import { expect, test } from 'vitest';

import { memberName } from '#app/components/language/member-name.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const english = languageFor('en', 'Europe/Berlin');

test.each([
  ['Ida', 'Berg', 'ida@example.com', 'Ida Berg'],
  [null, 'Berg', null, 'Berg'],
  [null, null, 'ida@example.com', 'ida@example.com'],
  [null, '', null, 'Customer 7'],
])('%s %s <%s> is called %s', (firstName, lastName, email, called) => {
  expect(memberName({ customerId: '7', firstName, lastName, email }, english)).toBe(called);
});

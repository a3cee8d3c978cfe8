import { describe, expect, test } from 'vitest';

import type { Candidate, SegmentTerms } from '#sandbox/segments/member.ts';
import { parseSegmentQuery } from '#sandbox/segments/parse-query.ts';

const TERMS: SegmentTerms = {
  appNamespace: 'app--1',
  metafieldType: (namespace, key) => {
    const types: Record<string, string> = {
      tier: 'single_line_text_field',
      points: 'number_integer',
      member: 'boolean',
      until: 'date',
      summary: 'json',
    };
    return namespace === 'app--1' ? types[key] : undefined;
  },
};

function somebody(
  change: Partial<Candidate['customer']> = {},
  metafields: Record<string, string> = {},
): Candidate {
  return {
    customer: {
      id: '1',
      firstName: 'Ida',
      lastName: null,
      email: 'ida@example.com',
      phone: null,
      locale: 'en',
      state: 'enabled',
      verifiedEmail: true,
      acceptsMarketing: true,
      tags: ['VIP', 'regular'],
      note: null,
      address: null,
      createdAt: '2026-03-01T10:00:00Z',
      updatedAt: '2026-03-01T10:00:00Z',
      ...change,
    },
    amountSpent: 12_050,
    numberOfOrders: 3,
    metafield: (namespace, key) => (namespace === 'app--1' ? metafields[key] : undefined),
  };
}

const asks = (query: string, of = somebody()) => parseSegmentQuery(query, TERMS)(of);

describe('a segment query', () => {
  test.each([
    ["customer_tags CONTAINS 'vip'", true],
    ["customer_tags NOT CONTAINS 'vip'", false],
    ['amount_spent > 120', true],
    ['amount_spent >= 120.51', false],
    ['amount_spent BETWEEN 100 AND 121', true],
    ['number_of_orders = 3', true],
    ['number_of_orders != 3', false],
    ["email_subscription_status = 'SUBSCRIBED'", true],
    ['customer_added_date >= 2026-03-01', true],
    ['customer_added_date < 2026-03-01', false],
    ["number_of_orders > 5 OR customer_tags CONTAINS 'regular' AND amount_spent > 1", true],
    ["(number_of_orders > 5 OR customer_tags CONTAINS 'regular') AND amount_spent > 500", false],
  ])('%s', (query, answer) => {
    expect(asks(query)).toBe(answer);
  });

  const GOLD = somebody({}, { tier: 'gold', points: '90', member: 'true', until: '2026-12-31' });
  test.each([
    ["metafields.$app.tier = 'gold'", true],
    ['metafields.$app.points >= 100', false],
    ['metafields.$app.member = true', true],
    ['metafields.$app.until > 2026-06-30', true],
    ['metafields.app--1.until IS NULL', false],
    ['metafields.$app.until IS NOT NULL', true],
  ])('asks for metafields: %s', (query, answer) => {
    expect(asks(query, GOLD)).toBe(answer);
  });

  test('does not exclude those without a value by `!=`', () => {
    expect(asks("metafields.$app.tier != 'gold'")).toBe(true);
    expect(asks("metafields.$app.tier != 'gold' AND metafields.$app.tier IS NOT NULL")).toBe(false);
  });

  test.each([
    ["customer_tags = 'vip'", "Query Line 1 Column 14: '=' is unexpected."],
    ['number_of_orders >', 'Query Line 1 Column 19: the query ends unexpectedly.'],
    ["number_of_orders > 'many'", 'is unexpected'],
    ['(number_of_orders > 1', 'the query ends unexpectedly'],
    ['number_of_orders > 1 number_of_orders', 'is unexpected'],
    ['number_of_orders > 1; x', "';' is unexpected"],
    ["metafields.$app.summary = 'x'", "'metafields.$app.summary' filter cannot be found"],
    ["metafields.custom.tier = 'x'", "'metafields.custom.tier' filter cannot be found"],
  ])('that Shopify would not understand is refused: %s', (query, message) => {
    expect(() => parseSegmentQuery(query, TERMS)).toThrow(message);
  });

  test.each(['last_order_date > 2026-01-01', 'customer_added_date > -30d'])(
    'that only the sandbox does not understand is an error of another kind: %s',
    (query) => {
      expect(() => parseSegmentQuery(query, TERMS)).toThrow(
        expect.objectContaining({ name: 'UnknownToSandbox' }),
      );
    },
  );
});

import { readFileSync } from 'node:fs';

import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import {
  NAMED_TOPICS,
  describeNextStep,
  describeReason,
} from '#app/components/deliveries/delivery-text.ts';
import type { FoundReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const Configuration = z.object({
  webhooks: z.object({
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
      }),
    ),
  }),
});

test('every topic that the app subscribes to has a name in plain words', () => {
  const { webhooks } = Configuration.parse(parse(readFileSync('shopify.app.toml', 'utf8')));
  const subscribed = webhooks.subscriptions.flatMap((each) => [
    ...each.topics,
    ...each.compliance_topics,
  ]);
  expect(subscribed.length).toBeGreaterThan(10);
  expect(subscribed.filter((topic) => !NAMED_TOPICS.includes(topic))).toEqual([]);
});

describe.each(['en', 'de'])('reasons in %s', (locale) => {
  const language = languageFor(locale, 'Europe/Berlin');
  const reasons: readonly FoundReason[] = [
    { code: 'not_json' },
    { code: 'unexpected_body', fields: ['id (invalid_type)'] },
    { code: 'no_answer', failure: 'access_denied' },
    { code: 'installed_since' },
    { code: 'set_aside' },
  ];

  test.each(reasons)('$code is a sentence', (reason) => {
    expect(describeReason(reason, language)).toMatch(/^\p{Lu}.*\.$/u);
  });

  test('a sentence of an older version is shown as it is', () => {
    const old: FoundReason = { code: 'text', text: 'not JSON' };
    expect(describeReason(old, language)).toBe('not JSON');
    expect(describeNextStep(old, language)).toBeNull();
  });
});

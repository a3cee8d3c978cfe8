import { z } from 'zod';

/**
 * The topic of events that this app sends to itself, so that staff can see inbox and worker work. Shopify has no topic
 * of this name.
 */
export const TEST_TOPIC = 'evergreen/test';

/** The body of a test event. Strict: the topic is not signed, and no body of Shopify's may pass for one. */
export const TestEvent = z.strictObject({
  evergreen_test: z.literal(true),
  /** ISO 8601. */
  sent_at: z.string(),
});

export type TestEvent = z.infer<typeof TestEvent>;

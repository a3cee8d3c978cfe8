import type { Id, Time } from './scalars.ts';

/** Something that Shopify does later. */
export interface ScheduledTask {
  id: Id;
  kind: 'shop/redact' | 'customers/redact';
  /** Of `customers/redact`. */
  customerId: Id | null;
  requestedAt: Time;
  dueAt: Time;
}

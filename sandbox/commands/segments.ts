import { randomUUID } from 'node:crypto';

import { findMembers } from '../segments/find-members.ts';
import type { Segment } from '../store/segment-types.ts';
import type { Id } from '../store/scalars.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import type { CommandContext } from './context.ts';

/**
 * Notes that something has changed by which customers may join or leave segments; that is found out later, as
 * "segment membership" is nothing that Shopify knows at once.
 */
export function noteSegmentChange(
  context: Pick<CommandContext, 'segments' | 'backgroundJobs' | 'backgroundSettings' | 'clock'>,
): void {
  if (context.segments.size === 0) return;
  const isNoted = context.backgroundJobs.all().some(({ work }) => work.kind === 'update_segments');
  if (isNoted) return;
  const { segmentsDelayMs } = context.backgroundSettings.get();
  context.backgroundJobs.put({
    id: randomUUID(),
    dueAt: new Date(context.clock.now().getTime() + segmentsDelayMs).toISOString(),
    work: { kind: 'update_segments' },
  });
}

function moves(segment: Segment, before: readonly Id[], after: readonly Id[]): Announcement[] {
  const [old, present] = [new Set(before), new Set(after)];
  const told = (topic: 'customer.joined_segment' | 'customer.left_segment') => (customerId: Id) =>
    ({ topic, customerId, segmentId: segment.id }) as const;
  return [
    ...after.filter((id) => !old.has(id)).map(told('customer.joined_segment')),
    ...before.filter((id) => !present.has(id)).map(told('customer.left_segment')),
  ];
}

/**
 * Finds out anew who belongs to which segment, and announces `customer.joined_segment` and `customer.left_segment`.
 * Those whom a segment begins with have not joined it, nor have those whom another query finds; customers who are gone
 * have not left.
 */
export function updateSegmentMembers(context: CommandContext): void {
  for (const segment of context.segments.all()) {
    const { id, query } = segment;
    const before = context.segmentMembers.get(id);
    const customerIds = findMembers(context, query, context.segmentTerms);
    context.segmentMembers.put({ id, query, customerIds });
    if (before?.query !== query) continue;
    const still = before.customerIds.filter((customerId) => context.customers.get(customerId));
    // Each is an event of its own.
    for (const move of moves(segment, still, customerIds)) context.announce([move]);
  }
}

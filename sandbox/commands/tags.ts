import type { Customer } from '../store/customer-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import type { CommandContext } from './context.ts';

function spell(tag: string): string {
  return tag.trim().toLowerCase();
}

function without(tags: readonly string[], others: readonly string[]): string[] {
  const gone = new Set(others.map(spell));
  return tags.filter((tag) => !gone.has(spell(tag)));
}

/**
 * Tags with some more. "Tags are not case sensitive":
 * https://help.shopify.com/en/manual/shopify-flow/reference/actions/add-customer-tags
 */
export function withTags(tags: readonly string[], more: readonly string[]): string[] {
  const added = new Map<string, string>();
  for (const tag of without(more, tags)) {
    if (tag.trim() !== '' && !added.has(spell(tag))) added.set(spell(tag), tag.trim());
  }
  return [...tags, ...added.values()];
}

/** Tags without some. */
export function withoutTags(tags: readonly string[], others: readonly string[]): string[] {
  return without(tags, others);
}

/** `customer.tags_added` and `customer.tags_removed` */
export function tagsTold(
  { clock }: Pick<CommandContext, 'clock'>,
  before: Customer,
  after: Customer,
): Announcement[] {
  const told = (topic: 'customer.tags_added' | 'customer.tags_removed', tags: string[]) =>
    tags.length === 0
      ? []
      : [{ topic, customerId: after.id, tags, occurredAt: clock.now().toISOString() } as const];
  return [
    ...told('customer.tags_added', without(after.tags, before.tags)),
    ...told('customer.tags_removed', without(before.tags, after.tags)),
  ];
}

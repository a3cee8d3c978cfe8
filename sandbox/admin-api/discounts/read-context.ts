import type { DiscountContext } from '../../store/discount-types.ts';
import type { World } from '../../world.ts';
import { notImplemented } from '../errors.ts';
import type { Complaints } from './complaints.ts';
import type { DiscountInput } from './input.ts';
import { changeIds, readIds } from './read-items.ts';

/**
 * Who may use a discount: all, or some customers, or the members of segments.
 * @returns null where nobody was named
 */
export function readContext(
  { customers }: Pick<World, 'customers'>,
  input: DiscountInput['context'],
  before: DiscountContext | null,
  complaints: Complaints,
): DiscountContext | null {
  if (!input) return before;
  const named = [input.all, input.customers, input.customerSegments].filter(Boolean);
  if (named.length > 1) {
    complaints.add([], 'Only one context can be provided', 'TOO_MANY_ARGUMENTS');
    return before;
  }
  if (input.customerSegments) throw notImplemented('discounts for customer segments');
  if (input.customers) {
    const old = before?.kind === 'customers' ? before.ids : [];
    const added = readIds(
      input.customers.add,
      'Customer',
      (id) => customers.get(id) !== undefined,
      (id) => complaints.add(['customers', 'add'], `Customer with id: ${id} is invalid`, 'INVALID'),
    );
    const removed = (input.customers.remove ?? []).map((gid) => gid.split('/').at(-1) ?? '');
    return { kind: 'customers', ids: changeIds(old, added, removed) };
  }
  return input.all ? { kind: 'all' } : before;
}

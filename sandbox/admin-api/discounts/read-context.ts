import type { DiscountContext } from '../../store/discount-types.ts';
import type { Id } from '../../store/scalars.ts';
import type { World } from '../../world.ts';
import type { Complaints } from './complaints.ts';
import type { DiscountInput } from './input.ts';
import { changeIds, readIds } from './read-items.ts';

function readAudience(
  input: { add?: string[] | null | undefined; remove?: string[] | null | undefined },
  before: readonly Id[],
  type: 'Customer' | 'Segment',
  known: { get(id: Id): unknown },
  complaints: Complaints,
): Id[] {
  const added = readIds(
    input.add,
    type,
    (id) => known.get(id) !== undefined,
    (id) => complaints.add(['add'], `${type} with id: ${id} is invalid`, 'INVALID'),
  );
  const removed = (input.remove ?? []).map((gid) => gid.split('/').at(-1) ?? '');
  return changeIds(before, added, removed);
}

/**
 * Who may use a discount: all, or some customers, or the members of segments.
 * @returns null where nobody was named
 */
export function readContext(
  { customers, segments }: Pick<World, 'customers' | 'segments'>,
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
  if (input.customers) {
    const within = complaints.below('customers');
    const old = before?.kind === 'customers' ? before.ids : [];
    const ids = readAudience(input.customers, old, 'Customer', customers, within);
    return { kind: 'customers', ids };
  }
  if (input.customerSegments) {
    const within = complaints.below('customerSegments');
    const old = before?.kind === 'segments' ? before.ids : [];
    const ids = readAudience(input.customerSegments, old, 'Segment', segments, within);
    return { kind: 'segments', ids };
  }
  return input.all ? { kind: 'all' } : before;
}

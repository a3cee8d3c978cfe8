import type { Id } from '../store/scalars.ts';
import type { ScheduledTask } from '../store/scheduled-types.ts';
import { RefusedByShop } from './command-types.ts';
import type { CommandContext } from './context.ts';
import { eraseCustomer, erasureAsOfNow } from './personal-data.ts';

function perform(context: CommandContext, task: ScheduledTask): void {
  context.scheduled.delete(task.id);
  if (task.kind === 'shop/redact') {
    context.announce([{ topic: 'shop/redact', shop: context.shop.get() }]);
  } else if (task.customerId !== null && context.customers.get(task.customerId)) {
    eraseCustomer(context, task.customerId);
  }
}

/**
 * Does now what Shopify would do later.
 * @throws RefusedByShop when there is no such task
 */
export function runScheduled(context: CommandContext, id: Id): void {
  const task = context.scheduled.get(id);
  if (!task) throw new RefusedByShop('There is no such task any more.');
  perform(context, task);
}

/** Does everything whose time has come, the earliest first. */
export function runDue(context: CommandContext): void {
  const now = context.clock.now().toISOString();
  const due = context.scheduled.all().filter(({ dueAt }) => dueAt <= now);
  for (const task of due.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt))) {
    const current = task.kind === 'customers/redact' ? erasureAsOfNow(context, task) : task;
    if (!current) context.scheduled.delete(task.id);
    else if (current.dueAt > now) context.scheduled.put(current);
    else perform(context, current);
  }
}

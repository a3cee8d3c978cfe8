import type { Id } from '../store/scalars.ts';
import type { Customer } from '../store/customer-types.ts';
import type { ScheduledTask } from '../store/scheduled-types.ts';
import { RefusedByShop } from './command-types.ts';
import type { PersonConcerned } from '../webhooks/announcement.ts';
import { type CommandContext, findCustomer, presentTime } from './context.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Both of https://shopify.dev/docs/apps/build/privacy-law-compliance#customers-redact */
const GRACE_MS = 10 * DAY_MS;
/**
 * "If a customer hasn't placed an order in the past six months, then Shopify sends the payload 10 days after their
 * request. Otherwise, the request is withheld until six months have passed." The help pages say 180 days:
 * https://help.shopify.com/en/manual/privacy-and-security/privacy/processing-customer-data-requests
 */
const AFTER_LAST_ORDER_MS = 180 * DAY_MS;

function ordersOf(context: CommandContext, customerId: Id) {
  return context.orders.all().filter((order) => order.customerId === customerId);
}

function personOf(context: CommandContext, customer: Customer): PersonConcerned {
  return { customer, orderIds: ordersOf(context, customer.id).map(({ id }) => id) };
}

function findPerson(context: CommandContext, id: Id): Customer {
  const customer = findCustomer(context, id);
  if (customer.erasedAt !== undefined) {
    throw new RefusedByShop('The personal data of this customer has been erased already.');
  }
  return customer;
}

function erasureTask(customerId: Id): Id {
  return `customer-redact-${customerId}`;
}

/** Whether the customer's personal data are going to be erased. */
export function hasErasureAhead(context: CommandContext, customerId: Id): boolean {
  return context.scheduled.get(erasureTask(customerId)) !== undefined;
}

/** When an erasure is done: after ten days, or half a year after the last order where that is later. */
function erasureDueAt(context: CommandContext, customerId: Id, requestedAt: string): string {
  const ordered = ordersOf(context, customerId).map(({ createdAt }) => Date.parse(createdAt));
  const afterLastOrderMs = Math.max(...ordered) + AFTER_LAST_ORDER_MS;
  return new Date(Math.max(Date.parse(requestedAt) + GRACE_MS, afterLastOrderMs)).toISOString();
}

/**
 * "Request customer data" on a customer's page: announces `customers/data_request`.
 * @returns the id of the request, as the body carries it
 */
export function requestCustomerData(context: CommandContext, id: Id): Id {
  const person = personOf(context, findPerson(context, id));
  const requestId = context.newId();
  context.announce([{ topic: 'customers/data_request', person, requestId }]);
  return requestId;
}

/** "Erase personal data" on a customer's page: noted, and done when its time has come. */
export function requestErasure(context: CommandContext, id: Id): ScheduledTask {
  findPerson(context, id);
  const known = context.scheduled.get(erasureTask(id));
  if (known) return known;
  const requestedAt = context.clock.now().toISOString();
  const task: ScheduledTask = {
    id: erasureTask(id),
    kind: 'customers/redact',
    customerId: id,
    requestedAt,
    dueAt: erasureDueAt(context, id, requestedAt),
  };
  context.scheduled.put(task);
  return task;
}

/** Cancels an erasure that has not been done. */
export function cancelErasure(context: CommandContext, id: Id): void {
  if (!context.scheduled.get(erasureTask(id))) {
    throw new RefusedByShop(
      'Nobody has asked for the personal data of this customer to be erased.',
    );
  }
  context.scheduled.delete(erasureTask(id));
}

/**
 * The erasure with its time worked out anew: an order that came meanwhile puts it off.
 * @returns undefined when the customer is gone
 */
export function erasureAsOfNow(
  context: CommandContext,
  task: ScheduledTask,
): ScheduledTask | undefined {
  const { customerId, requestedAt } = task;
  if (customerId === null || !context.customers.get(customerId)) return undefined;
  return { ...task, dueAt: erasureDueAt(context, customerId, requestedAt) };
}

/**
 * Erases: announces `customers/redact`, then forgets the person. "Shopify only redacts personal information, such as
 * your customer's name and address": what was sold, when and for how much stays.
 */
export function eraseCustomer(context: CommandContext, id: Id): void {
  const customer = findPerson(context, id);
  const person = personOf(context, customer);
  context.scheduled.delete(erasureTask(id));
  context.announce([{ topic: 'customers/redact', person }]);
  context.customers.put({
    ...customer,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    note: null,
    address: null,
    tags: [],
    state: 'disabled',
    verifiedEmail: false,
    acceptsMarketing: false,
    erasedAt: presentTime(context),
  });
  for (const order of ordersOf(context, id)) {
    context.orders.put({ ...order, email: null, phone: null, address: null });
  }
}

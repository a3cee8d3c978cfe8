import { randomUUID } from 'node:crypto';

import type { Id } from '../store/scalars.ts';
import type { Customer } from '../store/customer-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import { type MergedCustomers, RefusedByShop } from './command-types.ts';
import { type CommandContext, findCustomer, presentTime } from './context.ts';
import { hasErasureAhead } from './personal-data.ts';
import { accountOf, readAccount } from './store-credit.ts';
import { tagsTold } from './tags.ts';

/**
 * "These fields will block customer merge unless edited":
 * https://shopify.dev/docs/api/admin-graphql/2026-10/objects/CustomerMergePreviewBlockingFields
 */
const TAGS_MAX = 250;
const NOTE_LENGTH_MAX = 5000;

function nameOf({ firstName, lastName, email, id }: Customer): string {
  return [firstName, lastName].filter(Boolean).join(' ') || (email ?? id);
}

/** `REDACTED_AT` of `CustomerMergeErrorFieldType`: "a pending or completed redaction". */
function refuseRedacted(context: CommandContext, customer: Customer): void {
  if (customer.erasedAt === undefined && !hasErasureAhead(context, customer.id)) return;
  throw new RefusedByShop(
    `${nameOf(customer)} cannot be merged: the personal data are erased, or are going to be.`,
  );
}

/** `STORE_CREDIT` and `GIFT_CARDS` of `CustomerMergeErrorFieldType` */
function refuseCreditors(context: CommandContext, customer: Customer): void {
  const account = accountOf(context, customer.id);
  if (account && readAccount(context, account.id).balance > 0) {
    throw new RefusedByShop(`${nameOf(customer)} cannot be merged: there is store credit.`);
  }
  if (context.giftCards.all().some(({ customerId }) => customerId === customer.id)) {
    throw new RefusedByShop(`${nameOf(customer)} cannot be merged: there are gift cards.`);
  }
}

/**
 * Who is kept is not free: "If exactly one customer has an email address, then that customer is kept", which no
 * override changes. https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerMerge
 */
function refuseLosingTheEmail(kept: Customer, absorbed: Customer): void {
  if (kept.email === null && absorbed.email !== null) {
    throw new RefusedByShop(
      `${nameOf(absorbed)} is the one with an e-mail address and has to be the one that is kept.`,
    );
  }
}

/** What is kept of both: what the kept customer lacks comes from the other, tags and notes are put together. */
function combine(kept: Customer, absorbed: Customer): Customer {
  const tags = [...new Set([...kept.tags, ...absorbed.tags])];
  const note = [kept.note, absorbed.note].filter(Boolean).join('\n');
  if (tags.length > TAGS_MAX) {
    throw new RefusedByShop(`Together they have more than ${TAGS_MAX} tags.`);
  }
  if (note.length > NOTE_LENGTH_MAX) {
    throw new RefusedByShop(`Together their notes are longer than ${NOTE_LENGTH_MAX} characters.`);
  }
  return {
    ...kept,
    firstName: kept.firstName ?? absorbed.firstName,
    lastName: kept.lastName ?? absorbed.lastName,
    phone: kept.phone ?? absorbed.phone,
    address: kept.address ?? absorbed.address,
    tags,
    note: note === '' ? null : note,
  };
}

/** Metafields that the kept customer has stay as they are; the others come over. */
function moveMetafields({ metafields }: CommandContext, fromId: Id, toId: Id, time: string): void {
  const [from, to] = [fromId, toId].map((id) => `gid://shopify/Customer/${id}`) as [string, string];
  for (const metafield of metafields.ofOwner(from)) {
    if (metafields.get(to, metafield.namespace, metafield.key)) continue;
    metafields.put({ ...metafield, ownerId: to, updatedAt: time });
  }
  metafields.deleteOfOwner(from);
}

/**
 * Merges two customers: the orders of the absorbed one are the kept one's afterwards. Announces `customers/merge`,
 * `customers/update` of the kept one and `orders/updated` of each order that moved; no `customers/delete`, of which the
 * documentation of merging says nothing.
 * https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerMerge
 * @throws RefusedByShop where Shopify would not merge them
 */
export function mergeCustomers(
  context: CommandContext,
  { keep, absorb }: MergedCustomers,
): Customer {
  if (keep === absorb) throw new RefusedByShop('A customer cannot be merged with itself.');
  const before = findCustomer(context, keep);
  const absorbed = findCustomer(context, absorb);
  for (const customer of [before, absorbed]) {
    refuseRedacted(context, customer);
    refuseCreditors(context, customer);
  }
  refuseLosingTheEmail(before, absorbed);

  const time = presentTime(context);
  const kept = { ...combine(before, absorbed), updatedAt: time };
  const moved = context.orders
    .all()
    .filter(({ customerId }) => customerId === absorb)
    .map((order) => ({ ...order, customerId: keep, updatedAt: time }));
  moveMetafields(context, absorb, keep, time);
  context.customers.delete(absorb);
  context.customers.put(kept);
  for (const order of moved) context.orders.put(order);
  context.announce([
    { topic: 'customers/merge', keptId: keep, deletedId: absorb, jobId: randomUUID() },
    { topic: 'customers/update', customer: kept },
    ...tagsTold(context, before, kept),
    ...moved.map((order): Announcement => ({ topic: 'orders/updated', order })),
  ]);
  return kept;
}

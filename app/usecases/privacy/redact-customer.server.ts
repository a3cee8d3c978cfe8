import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { forgetRequestedOrders } from '#app/db/privacy/data-requests.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { dropGuestContacts, hashContact } from '#app/db/orders/guest-orders.server.ts';
import { saveOutcomes } from '#app/db/deliveries/inbox.server.ts';
import { mentionPatterns, type PersonTraces } from '#app/db/privacy/mention-patterns.server.ts';
import {
  dropBody,
  dropMentions,
  replaceBody,
  walkMentions,
} from '#app/db/privacy/mentions.server.ts';
import { listOrderIdsOf, listSelves } from '#app/db/privacy/person-traces.server.ts';
import { redactMembers } from '#app/db/privacy/redacted-members.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { withoutPerson } from '#app/shopify/deliveries/impersonal-delivery.server.ts';
import type { RedactedCustomer } from '#app/shopify/deliveries/read-compliance-webhook.server.ts';
import { ofShop, readDelivery } from '#app/shopify/deliveries/read-delivery.server.ts';

import { processDeliveries } from '../deliveries/process-deliveries.server.ts';
import type { ReceivedDelivery } from '../deliveries/received-delivery.server.ts';
import type { Services } from '../services.server.ts';

/**
 * Forgets a customer at Shopify's demand, with whoever became her by a merge. Her member keeps the customer's id and the
 * ledger, nameless; every kept body that names her, by id, e-mail, phone or one of her orders, is dropped, and so is the
 * hash by which she could claim what she bought as a guest. Deliveries of hers that are still to be
 * applied are applied first, so that the ledger loses nothing; those that must wait for Shopify keep the order's id
 * and nothing else. May be repeated and interrupted: the member is redacted last.
 * @param customer as Shopify names her
 * @param demandId the delivery that demands it; it is done then, and its own body, which names her, dropped
 */
export async function redactCustomer(
  services: Services,
  shop: Shop,
  customer: RedactedCustomer,
  demandId: string,
): Promise<void> {
  const { pool } = services.database;
  const before = await tracesOf(pool, shop, customer);
  await applyOpenMentions(services, shop, mentionPatterns(before), demandId);
  // Anew: what has just been applied may have brought orders and addresses that were not known to be hers.
  const traces = joined(before, await tracesOf(pool, shop, customer));
  const patterns = mentionPatterns(traces);
  await stripWaitingMentions(services, shop, patterns, demandId);
  const bodiesDropped = await dropMentions(pool, shop.id, patterns);
  const now = services.clock.now();
  await inTransaction(services.database, async (sql) => {
    await dropGuestContacts(sql, shop.id, traces.orderIds, traces.contactHashes);
    await redactMembers(sql, shop.id, [customer.customerId], now);
    await forgetRequestedOrders(sql, shop.id, traces.customerIds);
    const entry = {
      actor: 'shopify',
      action: 'customer.redacted',
      subject: `customer:${customer.customerId}`,
      detail: { bodiesDropped },
    } as const;
    await writeAuditEntry(sql, shop.id, entry, now);
    await saveOutcomes(sql, shop.id, [{ id: demandId, state: 'done', reason: null }], now);
    await dropBody(sql, shop.id, demandId);
  });
}

/** Everything by which she is known, and by whom she was before. */
interface AllTraces extends PersonTraces {
  /** By what she could claim what she bought as a guest. */
  readonly contactHashes: readonly string[];
}

async function tracesOf(sql: Sql, shop: Shop, customer: RedactedCustomer): Promise<AllTraces> {
  const selves = await listSelves(sql, shop.id, customer.customerId);
  const customerIds = selves.map((self) => self.customerId);
  const emails = present([customer.email, ...selves.map((self) => self.email)]);
  const phones = present([customer.phone, ...selves.map((self) => self.phone)]);
  const hashed = [...emails, ...phones].map((contact) => hashContact(shop.contactKey, contact));
  return {
    customerIds,
    emails,
    phones,
    orderIds: [...customer.orderIds, ...(await listOrderIdsOf(sql, shop.id, customerIds))],
    contactHashes: [...hashed, ...present(selves.map((self) => self.emailHash))],
  };
}

function joined(a: AllTraces, b: AllTraces): AllTraces {
  return {
    customerIds: [...a.customerIds, ...b.customerIds],
    emails: [...a.emails, ...b.emails],
    phones: [...a.phones, ...b.phones],
    orderIds: [...a.orderIds, ...b.orderIds],
    contactHashes: [...a.contactHashes, ...b.contactHashes],
  };
}

function present(values: readonly (string | null | undefined)[]): string[] {
  return values.filter((value) => value !== null && value !== undefined);
}

async function applyOpenMentions(
  services: Services,
  shop: Shop,
  patterns: readonly string[],
  demandId: string,
): Promise<void> {
  for await (const each of openMentions(services, shop, patterns, demandId)) {
    await processDeliveries(services, shop, [each]);
  }
}

async function stripWaitingMentions(
  services: Services,
  shop: Shop,
  patterns: readonly string[],
  demandId: string,
): Promise<void> {
  for await (const { row, delivery } of openMentions(services, shop, patterns, demandId)) {
    const impersonal = withoutPerson(delivery);
    if (impersonal) await replaceBody(services.database.pool, shop.id, row.id, impersonal);
  }
}

/** Deliveries that mention her and tell of the shop's business. Other demands have their own turn. */
async function* openMentions(
  { database }: Services,
  shop: Shop,
  patterns: readonly string[],
  demandId: string,
): AsyncGenerator<ReceivedDelivery> {
  for await (const row of walkMentions(database.pool, shop.id, patterns, 'open')) {
    const delivery = ofShop(readDelivery(row.topic, row.body), shop.domain);
    if (row.id !== demandId && !DEMANDS.has(delivery.kind)) yield { row, delivery };
  }
}

const DEMANDS: ReadonlySet<string> = new Set([
  'app_uninstalled',
  'scopes_updated',
  'customer_redaction',
  'shop_redaction',
]);

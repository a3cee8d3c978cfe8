import {
  findMemberRecord,
  listDataRequestRecords,
  listEffectRecords,
  listLotRecords,
  listOrderRecords,
  listTransferRecords,
} from '#app/db/member-data.server.ts';
import { mentionPatterns } from '#app/db/mention-patterns.server.ts';
import { type MentioningDelivery, walkMentions } from '#app/db/mentions.server.ts';
import type { CustomerId, ShopId } from '#app/loyalty/ids.ts';
import { parseLosslessJson } from '#app/shopify/lossless-json.server.ts';

import type { Services } from './services.server.ts';

/**
 * Everything that is kept of a customer: what her shop hands over when she asks for it. Plain data, ready to be written
 * as JSON: ids and points as decimal strings, times as ISO 8601, money in minor units of the shop's currency.
 *
 * - `member`: her profile and standing, null where she is no member (or was erased, when only her id is left)
 * - `orders`: with what counted of them (`fact`) and how they were judged (`receipt`); hers, and those that Shopify
 *   named in her requests
 * - `transfers`, `lots`: every movement of her points with its receipt, and what is left of what she earned
 * - `effects`: what Shopify is still to be told about her
 * - `deliveries`: Shopify's messages whose kept bodies name her, as they came; they are kept for a set time only
 * - `dataRequests`: what she asked for before
 *
 * @returns the same with nothing in it for a customer of whom nothing is known
 */
export async function readMemberData(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  customerId: CustomerId,
) {
  const { pool } = database;
  const [record, dataRequests] = await Promise.all([
    findMemberRecord(pool, shopId, customerId),
    listDataRequestRecords(pool, shopId, customerId),
  ]);
  const named = dataRequests.flatMap((request) => request.orderIds);
  const orders = await listOrderRecords(pool, shopId, customerId, named);
  const patterns = mentionPatterns({
    customerIds: [customerId],
    emails: record?.email ? [record.email] : [],
    phones: record?.phone ? [record.phone] : [],
    orderIds: [...named, ...orders.map((order) => order.orderId)],
  });
  const deliveries = [];
  for await (const delivery of walkMentions(pool, shopId, patterns)) {
    deliveries.push(viewDelivery(delivery));
  }
  return {
    customerId,
    member: record?.redactedAt === null ? viewMember(record) : null,
    orders,
    transfers: record ? (await listTransferRecords(pool, shopId, record.memberId)).map(inIso) : [],
    lots: record ? (await listLotRecords(pool, shopId, record.memberId)).map(inIso) : [],
    effects: record ? (await listEffectRecords(pool, shopId, record.memberId)).map(inIso) : [],
    deliveries,
    dataRequests: dataRequests.map(inIso),
  };
}

export type MemberData = Awaited<ReturnType<typeof readMemberData>>;

function viewMember(record: NonNullable<Awaited<ReturnType<typeof findMemberRecord>>>) {
  const { memberId, firstName, lastName, email, phone, locale, joinedAt } = record;
  const { pending, available, held, owed, earned } = record;
  return {
    memberId,
    profile: { firstName, lastName, email, phone, locale },
    joinedAt: joinedAt.toISOString(),
    standing: { pending, available, held, owed, earned },
  };
}

function viewDelivery({ topic, triggeredAt, receivedAt, state, body }: MentioningDelivery) {
  return {
    topic,
    state,
    triggeredAt: triggeredAt?.toISOString() ?? null,
    receivedAt: receivedAt.toISOString(),
    body: readable(body),
  };
}

/** A body as data; one that is no JSON as the text that it is. */
function readable(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return parseLosslessJson(text);
  } catch {
    return text;
  }
}

type InIso<Record> = {
  readonly [Key in keyof Record]: Record[Key] extends Date
    ? string
    : Record[Key] extends Date | null
      ? string | null
      : Record[Key];
};

/** The same with every time in ISO 8601. */
function inIso<Row extends object>(row: Row): InIso<Row> {
  const written = Object.entries(row).map(([key, value]: [string, unknown]) => [
    key,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(written) as InIso<Row>;
}

import { findBirthday } from '#app/db/actions/birthdays.server.ts';
import { findConsentRecord, listActionRecords } from '#app/db/actions/person-of-actions.server.ts';
import { findTagsRecord } from '#app/db/members/customer-tags.server.ts';
import {
  findMemberRecord,
  listDataRequestRecords,
  listEffectRecords,
  listLotRecords,
  listOrderRecords,
  listRedemptionRecords,
  listTransferRecords,
} from '#app/db/privacy/member-data.server.ts';
import { mentionPatterns } from '#app/db/privacy/mention-patterns.server.ts';
import { type MentioningDelivery, walkMentions } from '#app/db/privacy/mentions.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { listTierMoves } from '#app/db/tiers/tier-moves.server.ts';
import { listTierRecords } from '#app/db/tiers/tier-records.server.ts';
import {
  findCodeAttemptsRecord,
  listNoticeRecords,
} from '#app/db/privacy/told-and-tried.server.ts';
import type { CustomerId, MemberId, ShopId } from '#app/loyalty/ids.ts';
import { parseLosslessJson } from '#app/shopify/admin-api/lossless-json.server.ts';

import type { Services } from '../services.server.ts';

/**
 * Everything that is kept of a customer: what her shop hands over when she asks for it. Plain data, ready to be written
 * as JSON: ids and points as decimal strings, times as ISO 8601, money in minor units of the shop's currency.
 *
 * - `member`: her profile and standing, null where she is no member (or was erased, when only her id is left)
 * - `tags`: Shopify's tags of her, as they were last seen; null where the program never asked for them
 * - `orders`: with what counted of them (`fact`), what was recorded with them (`traits`) and how they were judged
 *   (`receipt`); hers, and those that Shopify named in her requests
 * - `transfers`, `lots`: every movement of her points with its receipt, and what is left of what she earned
 * - `redemptions`: what she got for her points, or won, and what was paid out of it
 * - `actions`: what she did besides buying, with the proofs of her claims; `birthday`, `newsletter` as far as known
 * - `tier`: where she stands on the ladder, how that has changed, what staff set by hand, what tiers gave her
 * - `notices`: what she was to be told; `codesInVain`: how many codes she has lately tried in vain, and since when
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
    tags: await findTagsRecord(pool, shopId, customerId),
    orders,
    transfers: record ? (await listTransferRecords(pool, shopId, record.memberId)).map(inIso) : [],
    lots: record ? (await listLotRecords(pool, shopId, record.memberId)).map(inIso) : [],
    redemptions: record
      ? (await listRedemptionRecords(pool, shopId, record.memberId)).map(inIso)
      : [],
    actions: record ? (await listActionRecords(pool, shopId, record.memberId)).map(inIso) : [],
    birthday: record ? inIsoOrNull(await findBirthday(pool, shopId, record.memberId)) : null,
    newsletter: inIsoOrNull(await findConsentRecord(pool, shopId, customerId)),
    tier: record ? await viewTier(pool, shopId, record.memberId) : null,
    notices: record ? (await listNoticeRecords(pool, shopId, record.memberId)).map(inIso) : [],
    codesInVain: record
      ? inIsoOrNull(await findCodeAttemptsRecord(pool, shopId, record.memberId))
      : null,
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

/** All moves that are kept, for nobody climbs so often. */
const MOVES_MAX = 10_000;

async function viewTier(sql: Sql, shopId: ShopId, memberId: MemberId) {
  const { standing, setByHand, perksUsed, gifts } = await listTierRecords(sql, shopId, memberId);
  return {
    standing: inIsoOrNull(standing ?? undefined),
    moves: (await listTierMoves(sql, shopId, memberId, MOVES_MAX)).map(inIso),
    setByHand: setByHand.map(inIso),
    perksUsed: perksUsed.map(inIso),
    gifts: gifts.map(inIso),
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

function inIsoOrNull<Row extends object>(row: Row | undefined): InIso<Row> | null {
  return row ? inIso(row) : null;
}

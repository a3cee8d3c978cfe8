import { z } from 'zod';

import { findMemberOfCustomer } from '#app/db/members/member-activity.server.ts';
import {
  type HistoryEntry,
  HistoryKind,
  type HistoryPlace,
  listHistory,
} from '#app/db/members/member-history.server.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

/** How many lines the storefront shows at once. */
const PAGE_LENGTH = 8;

/** Who asks for her activity, and from where on. */
export interface ActivityRequest {
  readonly shopDomain: string;
  /** As Shopify vouches for it; null when nobody is signed in. */
  readonly customerId: CustomerId | null;
  /** Where the page before ended, as its `next` said it. */
  readonly cursor: string | null;
}

export type MemberActivity =
  | { readonly state: 'signed_out' | 'not_a_member' | 'unknown_cursor' }
  | {
      readonly state: 'member';
      /** The same lines that the merchant sees. */
      readonly entries: readonly HistoryEntry[];
      /** Where the next page begins, or null after the last. */
      readonly next: string | null;
      /** The shop's IANA timezone, in which its shoppers' dates are written. */
      readonly timezone: string;
    };

/** Reads what a member's points did lately, newest first, for the shopper herself. */
export async function readMemberActivity(
  { database }: Pick<Services, 'database'>,
  { shopDomain, customerId, cursor }: ActivityRequest,
): Promise<MemberActivity> {
  if (customerId === null) return { state: 'signed_out' };
  const before = cursor === null ? null : readCursor(cursor);
  if (before === undefined) return { state: 'unknown_cursor' };
  const member = await findMemberOfCustomer(database.pool, shopDomain, customerId);
  if (!member) return { state: 'not_a_member' };
  // One more than is shown tells whether there is another page.
  const found = await listHistory(database.pool, member.shopId, member, before, PAGE_LENGTH + 1);
  const entries = found.slice(0, PAGE_LENGTH);
  const last = entries.at(-1);
  return {
    state: 'member',
    entries,
    next: last && found.length > PAGE_LENGTH ? writeCursor(last.place) : null,
    timezone: member.timezone,
  };
}

/** A cursor, split at its dots: as many digits as a date and the database's ids are sure to hold. */
const WrittenPlace = z.tuple([
  z.string().regex(/^\d{1,15}$/),
  HistoryKind,
  z.string().regex(/^\d{1,18}$/),
]);

// Dots, for the cursor stands in the address of an app proxy request, which Shopify signs unescaped.
function writeCursor({ at, kind, id }: HistoryPlace): string {
  return `${at.getTime()}.${kind}.${id}`;
}

function readCursor(written: string): HistoryPlace | undefined {
  const place = WrittenPlace.safeParse(written.split('.'));
  if (!place.success) return undefined;
  const [at, kind, id] = place.data;
  return { at: new Date(Number(at)), kind, id };
}

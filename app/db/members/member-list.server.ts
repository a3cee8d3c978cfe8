import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

export type MemberSort = 'joined' | 'points' | 'name';
export type SortDirection = 'ascending' | 'descending';

/** Which members, in which order, and which of them. */
export interface MemberListWindow {
  /** Words that a member's name, e-mail, phone or customer id must all contain; empty for every member. */
  readonly search: string;
  readonly sort: MemberSort;
  readonly direction: SortDirection;
  readonly offset: number;
  readonly limit: number;
}

/** A member as the list shows her. */
export interface ListedMember {
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
  readonly earned: number;
  readonly joinedAt: Date;
  /** Time of the newest fact that moved her points. */
  readonly lastActivityAt: Date | null;
}

type Balance = 'available' | 'pending' | 'held' | 'owed' | 'earned';

// The language-neutral collation of ICU: without it "Ärzte" would sort after "Zimmer" wherever the server's locale is C.
const NAME = `nullif(concat_ws(' ', m.first_name, m.last_name), '') COLLATE "und-x-icu"`;

// One fixed text per order, so that nothing of a request ever becomes SQL.
const ORDER: Readonly<Record<MemberSort, Readonly<Record<SortDirection, string>>>> = {
  joined: {
    ascending: 'm.joined_at ASC, m.id ASC',
    descending: 'm.joined_at DESC, m.id DESC',
  },
  points: {
    ascending: 'a.available ASC, m.id ASC',
    descending: 'a.available DESC, m.id DESC',
  },
  name: {
    ascending: `${NAME} ASC NULLS LAST, m.id ASC`,
    descending: `${NAME} DESC NULLS LAST, m.id DESC`,
  },
};

/** Who was redacted is no member any more (of her there is only a nameless ledger), nor who became another member. */
const LISTED = 'm.redacted_at IS NULL AND m.merged_into IS NULL';

// A phone is found by its digits however it is written; leading zeros stand for the country code.
const MATCHES = `NOT EXISTS (
  SELECT FROM unnest($2::text[], $3::text[]) AS word (pattern, digits)
  WHERE NOT (coalesce(concat_ws(' ', m.first_name, m.last_name), '') ILIKE word.pattern
    OR coalesce(m.email, '') ILIKE word.pattern
    OR (word.digits <> '' AND (m.customer_id::text = word.digits
      OR regexp_replace(coalesce(m.phone, ''), '\\D', '', 'g') LIKE '%' || word.digits || '%'))))`;

/** How many members a search finds. */
export async function countFoundMembers(sql: Sql, shopId: ShopId, search: string): Promise<number> {
  const { rows } = await sql.query<{ total: string }>(
    `SELECT count(*) AS total FROM members m WHERE m.shop_id = $1 AND ${LISTED} AND ${MATCHES}`,
    [shopId, ...searchWords(search)],
  );
  return Number(rows[0]?.total ?? 0);
}

/**
 * A page of a shop's members. Pages are counted off rather than continued from a key: people sort by a balance that
 * has no index on purpose, jump back, and search long before they reach a page where counting off would be slow.
 */
export async function listMembers(
  sql: Sql,
  shopId: ShopId,
  { search, sort, direction, offset, limit }: MemberListWindow,
): Promise<ListedMember[]> {
  const { rows } = await sql.query<Omit<ListedMember, Balance> & Record<Balance, string>>(
    `SELECT m.id AS "memberId", m.customer_id AS "customerId", m.first_name AS "firstName",
       m.last_name AS "lastName", m.email, a.available, a.pending, a.held, a.owed, a.earned, m.joined_at AS "joinedAt",
       (SELECT max(t.occurred_at) FROM transfers t
        WHERE t.shop_id = m.shop_id AND t.member_id = m.id) AS "lastActivityAt"
     FROM members m JOIN accounts a ON a.shop_id = m.shop_id AND a.member_id = m.id
     WHERE m.shop_id = $1 AND ${LISTED} AND ${MATCHES}
     ORDER BY ${ORDER[sort][direction]} LIMIT $4 OFFSET $5`,
    [shopId, ...searchWords(search), limit, offset],
  );
  return rows.map((row) => ({
    ...row,
    memberId: MemberId.parse(row.memberId),
    customerId: CustomerId.parse(row.customerId),
    available: Number(row.available),
    pending: Number(row.pending),
    held: Number(row.held),
    owed: Number(row.owed),
    earned: Number(row.earned),
  }));
}

/** Most words of a search that are looked at. */
const SEARCH_WORDS_MAX = 8;

/** The words of a search as patterns, and as digits where a word is a number however it is written. */
function searchWords(search: string): [patterns: string[], digits: string[]] {
  // A number written with spaces is one number, not several words.
  const compact = /^[\d\s()+/.-]+$/.test(search) ? search.replaceAll(/\s/g, '') : search;
  const words = compact.split(/\s+/).filter(Boolean).slice(0, SEARCH_WORDS_MAX);
  return [
    words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`),
    words.map((word) =>
      /^[\d()+/.-]{3,}$/.test(word) ? word.replaceAll(/\D/g, '').replace(/^0+/, '') : '',
    ),
  ];
}

import { z } from 'zod';

import { countFoundMembers, listMembers } from '#app/db/members/member-list.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import type { Services } from '../services.server.ts';

const PAGE_SIZE = 50;

/** What an address asks of the list. Whatever is malformed in it counts as not said. */
export const MemberListQuery = z.object({
  query: z.string().trim().max(100).transform(storableText).catch(''),
  sort: z.enum(['joined', 'points', 'name']).catch('joined'),
  direction: z.enum(['ascending', 'descending']).catch('descending'),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

export type MemberListQuery = z.infer<typeof MemberListQuery>;

/**
 * A page of a shop's members.
 * @returns the page that was asked for, or the last one where there are fewer; times as ISO 8601
 */
export async function readMembers(
  services: Pick<Services, 'database'>,
  shopId: ShopId,
  { query, sort, direction, page }: MemberListQuery,
) {
  const { pool } = services.database;
  const total = await countFoundMembers(pool, shopId, query);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const offset = (shown - 1) * PAGE_SIZE;
  const members = await listMembers(pool, shopId, {
    search: query,
    sort,
    direction,
    offset,
    limit: PAGE_SIZE,
  });
  return {
    query: { query, sort, direction, page: shown },
    total,
    pages,
    from: members.length === 0 ? 0 : offset + 1,
    to: offset + members.length,
    members: members.map((member) => ({
      ...member,
      joinedAt: member.joinedAt.toISOString(),
      lastActivityAt: member.lastActivityAt?.toISOString() ?? null,
    })),
  };
}

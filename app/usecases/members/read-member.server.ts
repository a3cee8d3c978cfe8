import { listNextExpiries } from '#app/db/ledger/coming-expiries.server.ts';
import {
  type HistoryEntry,
  HistoryPlace,
  findMember,
  listHistory,
} from '#app/db/members/member-history.server.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

const PAGE_SIZE = 25;

/**
 * A member with a page of her history, newest first.
 * @param request.memberId as the address says it
 * @param request.before where the page continues, as an earlier page's `older` says it; what cannot be read begins anew
 * @returns `unknown` when the shop has no such member; else her details, the page, and where it goes on, if it does
 */
export async function readMember(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  request: { memberId: string; before: string | null },
) {
  const memberId = MemberId.safeParse(request.memberId);
  const member = memberId.success
    ? await findMember(services.database, shopId, memberId.data)
    : undefined;
  if (!member) return { kind: 'unknown' as const };
  const before = readPlace(request.before);
  // One more than is shown says whether there is more.
  const lines = await listHistory(services.database.pool, shopId, member, before, PAGE_SIZE + 1);
  const shown = lines.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const { memberId: id } = member;
  const { pool } = services.database;
  const next = (await listNextExpiries(pool, shopId, [id], services.clock.now())).get(id);
  return {
    kind: 'found' as const,
    member: {
      ...member,
      joinedAt: member.joinedAt.toISOString(),
      expiring: next ? { points: next.points, on: next.on } : null,
    },
    history: shown.map(toLine),
    isNewest: before === null,
    older: last && lines.length > PAGE_SIZE ? writePlace(last.place) : null,
  };
}

export type ReadMember = Awaited<ReturnType<typeof readMember>>;

function toLine({ place, ...entry }: HistoryEntry) {
  return { ...entry, key: writePlace(place), at: place.at.toISOString() };
}

/** A place as it stands in an address: `1795306980000-posting-42`. */
function writePlace({ at, kind, id }: HistoryPlace): string {
  return `${at.getTime()}-${kind}-${id}`;
}

function readPlace(written: string | null): HistoryPlace | null {
  const [, at, kind, id] = /^(\d{1,15})-([a-z_]+)-(\d+)$/.exec(written ?? '') ?? [];
  return HistoryPlace.safeParse({ at: new Date(Number(at)), kind, id }).data ?? null;
}

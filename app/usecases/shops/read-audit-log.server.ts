import { type FoundAuditEntry, listAuditEntries } from '#app/db/shops/audit-log.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

const PAGE_SIZE = 50;

/** What is asked of the log, and by whom. */
interface AuditLogRequest {
  readonly staffUserId: string;
  /** Where the page continues, as an earlier page's `older` says it; what cannot be read begins anew. */
  readonly before: string | null;
}

/**
 * A page of what was done in a shop, newest first.
 * @returns times as ISO 8601; where the page goes on, if it does
 */
export async function readAuditLog(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  request: AuditLogRequest,
) {
  const before = RowId.nullable().catch(null).parse(request.before);
  // One more than is shown says whether there is more.
  const found = await listAuditEntries(database.pool, shopId, before, PAGE_SIZE + 1);
  const entries = found.slice(0, PAGE_SIZE);
  return {
    entries: entries.map((entry) => viewEntry(entry, request.staffUserId)),
    isNewest: before === null,
    older: found.length > PAGE_SIZE ? (entries.at(-1)?.id ?? null) : null,
  };
}

function viewEntry({ actor, subject, detail, ...entry }: FoundAuditEntry, readerId: string) {
  const [kind = '', id = ''] = subject === null ? [] : splitOnce(subject);
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    action: entry.action,
    actor: viewActor(actor, readerId),
    subject: subject === null ? null : { kind, id },
    detail: viewDetail(detail),
  };
}

function viewActor(actor: string, readerId: string) {
  const [kind, id] = splitOnce(actor);
  if (kind === 'staff') return { kind: 'staff' as const, id, isReader: id === readerId };
  return { kind: kind === 'shopify' ? ('shopify' as const) : ('system' as const) };
}

/** What of a detail fits into a sentence. */
function viewDetail(detail: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const usable = Object.entries(detail).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(usable);
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(':');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

import { inTransaction, type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { endDraft, findDraft } from '#app/db/programs/program-drafts.server.ts';
import { lockAgainstJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { ProgramProblem } from '#app/loyalty/program/program-problems.ts';
import { type ParsedProgram, parseProgram } from '#app/loyalty/program/upgrade-program.ts';
import { isPublishable, validateProgram } from '#app/loyalty/validation/validate-program.ts';

import { type Published, publishVersion, type RefusedStart } from './publish-version.server.ts';
import type { Services } from '../services.server.ts';
import { readNote } from './version-note.server.ts';

/** What a member of staff wants published. */
export interface PublishRequest {
  readonly staffUserId: string;
  /** The draft as this revision has it, which ends it; or a document, which leaves the draft as it is. */
  readonly source:
    | { readonly kind: 'draft'; readonly revision: number }
    | { readonly kind: 'document'; readonly document: unknown };
  readonly begins: Date | 'now';
  /** Why, in the merchant's words; null or empty for nothing. */
  readonly note: string | null;
}

/** What a wish to publish came to. */
export type PublishOutcome =
  | Published
  | RefusedStart
  /** There is no such draft any more; `revision` is where it stands now. */
  | { readonly outcome: 'draft_moved_on'; readonly revision: number }
  /** At least one of these is an error. */
  | { readonly outcome: 'invalid'; readonly problems: readonly ProgramProblem[] };

/**
 * Publishes the program as a new version, at once or for a later time. Everybody who judges orders waits as long. From
 * then on orders are judged by it that are placed when it is in force, also those that were settled already.
 */
export async function publishProgram(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  request: PublishRequest,
): Promise<PublishOutcome> {
  const note = readNote(request.note);
  if (!note.ok) return { outcome: 'invalid', problems: note.problems };
  return inTransaction(database, async (sql) => {
    await lockAgainstJudging(sql, shop.id);
    // Read once nobody else publishes, so that of two versions the newer one begins last.
    const now = clock.now();
    const found = await findSource(sql, shop, request);
    if (found.outcome !== 'found') return found;
    const { parsed, revision } = found;
    if (!parsed.ok) return { outcome: 'invalid', problems: parsed.problems };
    const { staffUserId, begins } = request;
    const moment = begins === 'now' ? now : begins;
    const problems = validateProgram(parsed.program, shop.currency, moment);
    if (!isPublishable(problems)) return { outcome: 'invalid', problems };
    const origin = { detail: { draftRevision: revision } };
    const publication = { staffUserId, program: parsed.program, begins, note: note.text, origin };
    const published = await publishVersion(sql, shop, publication, now);
    if (published.outcome === 'published' && revision !== null) {
      const end = { revision, savedBy: `staff:${staffUserId}` } as const;
      const ended = await endDraft(sql, shop.id, end, now);
      if (ended === null) throw new TransactionConflict('the draft was saved meanwhile');
    }
    return published;
  });
}

type Source =
  | { readonly outcome: 'found'; readonly parsed: ParsedProgram; readonly revision: number | null }
  | Extract<PublishOutcome, { outcome: 'draft_moved_on' }>;

async function findSource(sql: Sql, shop: Shop, { source }: PublishRequest): Promise<Source> {
  if (source.kind === 'document') {
    return { outcome: 'found', parsed: parseProgram(source.document), revision: null };
  }
  const draft = await findDraft(sql, shop.id);
  const isThere = draft?.revision === source.revision && draft.document !== null;
  if (!isThere) return { outcome: 'draft_moved_on', revision: draft?.revision ?? 0 };
  return { outcome: 'found', parsed: parseProgram(draft.document), revision: draft.revision };
}

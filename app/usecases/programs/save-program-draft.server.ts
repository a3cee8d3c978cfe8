import { type AuditActor, writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import {
  type DraftChange,
  endDraft,
  findDraft,
  replaceDraft,
} from '#app/db/programs/program-drafts.server.ts';
import { findProgram } from '#app/db/programs/program-versions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { type PresetName, presetFor } from '#app/loyalty/presets/presets.ts';
import type { ProgramProblem } from '#app/loyalty/program/program-problems.ts';
import { readProgramText } from '#app/loyalty/program/program-text.ts';
import { type ParsedProgram, parseProgram } from '#app/loyalty/program/upgrade-program.ts';
import { validateProgram } from '#app/loyalty/validation/validate-program.ts';

import type { Services } from '../services.server.ts';

/** What a wish to save a draft came to. */
export type DraftOutcome =
  /** With what is to be known before it is published; even an error does not keep a draft from being saved. */
  | {
      readonly outcome: 'saved';
      readonly revision: number;
      readonly problems: readonly ProgramProblem[];
    }
  /** It is no program, so nothing was saved. */
  | { readonly outcome: 'invalid'; readonly problems: readonly ProgramProblem[] }
  | DraftMovedOn;

/** Somebody else has saved, published or discarded the draft meanwhile. */
export interface DraftMovedOn {
  readonly outcome: 'draft_moved_on';
  /** Where it stands now. */
  readonly revision: number;
  readonly savedAt: Date | null;
  /** As the audit log names actors. */
  readonly savedBy: string | null;
}

/** On top of which revision somebody works. */
interface DraftRequest {
  readonly staffUserId: string;
  /** As it was read; 0 where there never was a draft. */
  readonly revision: number;
}

/**
 * Saves the draft of a shop's program. A draft is a program as the schema has it, so that whatever reads it finds every
 * field in its place; whether it makes sense is asked, and told, but decided when it is published.
 */
export async function saveProgramDraft(
  services: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  request: DraftRequest & { readonly document: unknown },
): Promise<DraftOutcome> {
  return saveParsed(services, shop, request, parseProgram(request.document), 'program.draft_saved');
}

/** Saves as the draft what somebody brings as text: nothing is published that nobody has looked at. */
export async function importProgram(
  services: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  request: DraftRequest & { readonly text: string },
): Promise<DraftOutcome> {
  return saveParsed(services, shop, request, readProgramText(request.text), 'program.imported');
}

/** What a draft can be begun with: a preset, in the shop's currency, or another version. */
export type DraftOrigin = PresetName | number;

/** Begins a draft with a program that there is already. */
export async function beginProgramDraft(
  services: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  request: DraftRequest & { readonly origin: DraftOrigin },
): Promise<DraftOutcome | { readonly outcome: 'unknown' }> {
  const { origin } = request;
  const program =
    typeof origin === 'number'
      ? await findProgram(services.database.pool, shop.id, origin)
      : presetFor(origin, shop.currency);
  if (!program) return { outcome: 'unknown' };
  return saveProgramDraft(services, shop, { ...request, document: program });
}

/** Discards the draft as a revision has it. */
export async function discardProgramDraft(
  services: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  request: DraftRequest,
): Promise<{ readonly outcome: 'discarded'; readonly revision: number } | DraftMovedOn> {
  const changed = await change(services, shop, request, 'program.draft_discarded', endDraft);
  return typeof changed === 'number' ? { outcome: 'discarded', revision: changed } : changed;
}

async function saveParsed(
  services: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  request: DraftRequest,
  parsed: ParsedProgram,
  action: 'program.draft_saved' | 'program.imported',
): Promise<DraftOutcome> {
  if (!parsed.ok) return { outcome: 'invalid', problems: parsed.problems };
  const { program } = parsed;
  const save: DraftStep = (sql, shopId, draft, now) =>
    replaceDraft(sql, shopId, program, draft, now);
  const changed = await change(services, shop, request, action, save);
  if (typeof changed !== 'number') return changed;
  return {
    outcome: 'saved',
    revision: changed,
    problems: validateProgram(program, shop.currency, services.clock.now()),
  };
}

/** A statement that changes the draft; it returns the new revision, or null where the draft has moved on. */
type DraftStep = (
  sql: Sql,
  shopId: ShopId,
  draft: DraftChange,
  now: Date,
) => Promise<number | null>;

async function change(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  { staffUserId, revision }: DraftRequest,
  action: string,
  step: DraftStep,
): Promise<number | DraftMovedOn> {
  const now = clock.now();
  const actor: AuditActor = `staff:${staffUserId}`;
  return inTransaction(database, async (sql) => {
    const changed = await step(sql, shop.id, { revision, savedBy: actor }, now);
    if (changed === null) {
      const draft = await findDraft(sql, shop.id);
      return {
        outcome: 'draft_moved_on',
        revision: draft?.revision ?? 0,
        savedAt: draft?.savedAt ?? null,
        savedBy: draft?.savedBy ?? null,
      };
    }
    await writeAuditEntry(sql, shop.id, { actor, action, detail: { revision: changed } }, now);
    return changed;
  });
}

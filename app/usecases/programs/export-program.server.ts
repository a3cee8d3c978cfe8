import { findDraft } from '#app/db/programs/program-drafts.server.ts';
import { findProgram } from '#app/db/programs/program-versions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { writeProgramText } from '#app/loyalty/program/program-text.ts';
import { parseProgram } from '#app/loyalty/program/upgrade-program.ts';

import type { Services } from '../services.server.ts';

/** A file to download. */
export interface ProgramFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes a version, or the draft, as JSON in the newest format, for another shop or for safe keeping.
 * @returns null where there is none
 */
export async function exportProgram(
  { database }: Pick<Services, 'database'>,
  shop: Shop,
  which: number | 'draft',
): Promise<ProgramFile | null> {
  const program =
    which === 'draft'
      ? await findDraftProgram(database.pool, shop)
      : await findProgram(database.pool, shop.id, which);
  if (!program) return null;
  const label = which === 'draft' ? 'draft' : `version-${which}`;
  const handle = shop.domain.replace(/\.myshopify\.com$/, '');
  return { name: `${handle}-program-${label}.json`, text: writeProgramText(program) };
}

async function findDraftProgram(sql: Parameters<typeof findDraft>[0], shop: Shop) {
  const draft = await findDraft(sql, shop.id);
  if (!draft || draft.document === null) return undefined;
  const parsed = parseProgram(draft.document);
  return parsed.ok ? parsed.program : undefined;
}

import type { Sql } from '#app/db/database.server.ts';
import { findDraft, type StoredDraft } from '#app/db/programs/program-drafts.server.ts';
import {
  findProgram,
  listStoredVersions,
  type StoredVersion,
} from '#app/db/programs/program-versions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { comparePrograms } from '#app/loyalty/program/compare-programs.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { writeProgramText } from '#app/loyalty/program/program-text.ts';
import {
  earliestStart,
  statesAt,
  type VersionState,
} from '#app/loyalty/program/program-schedule.ts';
import { parseProgram } from '#app/loyalty/program/upgrade-program.ts';
import { validateProgram } from '#app/loyalty/validation/validate-program.ts';

import { inSchedule } from './publish-version.server.ts';
import type { Services } from '../services.server.ts';

/** How many versions are listed at once. */
const VERSIONS_PER_PAGE = 20;

/**
 * A shop's program as a page needs it: what is in force, a page of the versions newest first with their states, and the
 * draft with what it changes and what is wrong with it. Times as ISO 8601.
 * @param before the number of a version, of which the older ones are listed; anything else begins with the newest
 */
export async function readProgramOverview(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  before: string | null = null,
) {
  const now = clock.now();
  const stored = await listStoredVersions(database.pool, shop.id);
  const { states, inForce } = await standAt(database.pool, shop, stored, now);
  const draft = await findDraft(database.pool, shop.id);
  const { shown, isNewest, older } = pageOf(stored, before);
  return {
    now: now.toISOString(),
    currency: shop.currency,
    inForce,
    versions: shown.map((version) => viewVersion(version, states)),
    isNewest,
    older,
    /** The first time that a version can be scheduled for. */
    earliestStart: earliestStart(stored.map(inSchedule), now).toISOString(),
    draft: draft ? viewDraft(draft, shop, stored, inForce?.program, now) : null,
    /** On top of which the draft is saved. */
    draftRevision: draft?.revision ?? 0,
  };
}

/**
 * One version with its document, and what it says otherwise than the one in force.
 * @returns null where there is none of this number
 */
export async function readProgramVersion(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  version: number,
) {
  const stored = await listStoredVersions(database.pool, shop.id);
  const found = stored.find((each) => each.version === version);
  const program = found && (await findProgram(database.pool, shop.id, version));
  if (!program) return null;
  const { states, inForce } = await standAt(database.pool, shop, stored, clock.now());
  return {
    ...viewVersion(found, states),
    currency: shop.currency,
    program,
    inForce,
    changesFromInForce: inForce ? comparePrograms(inForce.program, program) : [],
  };
}

/** @returns also where the list goes on, if it does */
function pageOf(stored: readonly StoredVersion[], before: string | null) {
  const number = before !== null && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : null;
  const rest = number === null ? stored : stored.filter(({ version }) => version < number);
  const shown = rest.slice(0, VERSIONS_PER_PAGE);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  return { shown, isNewest: number === null, older: last ? String(last.version) : null };
}

async function standAt(sql: Sql, shop: Shop, stored: readonly StoredVersion[], now: Date) {
  const states = statesAt(stored.map(inSchedule), now);
  const version = stored.find((each) => states.get(each.version) === 'in_force')?.version;
  const program = version === undefined ? undefined : await findProgram(sql, shop.id, version);
  return { states, inForce: version && program ? { version, program } : null };
}

function viewVersion(stored: StoredVersion, states: ReadonlyMap<number, VersionState>) {
  const state = states.get(stored.version);
  if (!state) throw new Error('a stored version has no state');
  return {
    version: stored.version,
    state,
    inForceFrom: stored.inForceFrom.toISOString(),
    publishedAt: stored.publishedAt.toISOString(),
    publishedBy: stored.publishedBy,
    note: stored.note,
    withdrawnAt: stored.withdrawnAt?.toISOString() ?? null,
  };
}

function viewDraft(
  draft: StoredDraft,
  shop: Shop,
  versions: readonly StoredVersion[],
  inForce: Program | undefined,
  now: Date,
) {
  if (draft.document === null) return null;
  const newest = versions.find((version) => version.withdrawnAt === null);
  const parsed = parseProgram(draft.document);
  const program = parsed.ok ? parsed.program : null;
  return {
    revision: draft.revision,
    savedAt: draft.savedAt.toISOString(),
    savedBy: draft.savedBy,
    basedOn: draft.basedOn,
    /** Whether another version was published since it was begun, which publishing it would undo unawares. */
    isOutdated: (newest?.version ?? 0) > (draft.basedOn ?? 0),
    /** Null where it was saved by another Evergreen and is no program to this one. */
    program,
    /** As it can be edited. */
    text: program ? writeProgramText(program) : JSON.stringify(draft.document, null, 2),
    problems: parsed.ok ? validateProgram(parsed.program, shop.currency, now) : parsed.problems,
    changes: program && inForce ? comparePrograms(inForce, program) : [],
  };
}

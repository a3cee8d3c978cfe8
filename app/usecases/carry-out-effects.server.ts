import {
  type EffectKind,
  type TakenEffect,
  askForEffects,
  awaitQueueing,
  finishEffects,
  listDueEffects,
  postponeEffects,
} from '#app/db/effects.server.ts';
import { listStandings } from '#app/db/members.server.ts';
import { listProgramVersions } from '#app/db/programs.server.ts';
import { type Shop, findShop } from '#app/db/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { versionInForce } from '#app/loyalty/program.ts';
import { faceOfProgram, summarizeMember } from '#app/loyalty/summarize.ts';
import { backoffMs } from '#app/platform/backoff.ts';
import type { AdminFailure } from '#app/shopify/admin-api.server.ts';
import { writeMemberSummaries, writeProgramFace } from '#app/shopify/metafields.server.ts';

import type { Services } from './services.server.ts';

/** As many metafields as Shopify sets in one call. */
const BATCH_SIZE = 25;

/** What a batch came to: a failure of the whole, or the subjects that Shopify refused, with its reasons. */
type BatchResult =
  | { readonly ok: true; readonly refused: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly failure: AdminFailure };

/**
 * Tells Shopify what has changed: members' summaries and the program's public face. Each effect writes what is true
 * now, not what was true when it was queued, so repeating one does no harm. What fails is put off and tried again.
 * @param signal that the process is to end: what is left then is another job's
 * @returns how many effects were carried out
 */
export async function carryOutEffects(
  services: Services,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<number> {
  const shop = await findShop(services.database.pool, shopId);
  if (shop?.uninstalledAt !== null) return 0;
  await awaitQueueing(services.database.pool, shop.id);
  const faces = await carryOutKind(services, shop, 'program-face', writeFace, signal);
  const summaries = await carryOutKind(services, shop, 'member-summary', writeSummaries, signal);
  if (signal?.aborted) await askForEffects(services.database.pool, shop.id);
  return faces + summaries;
}

async function carryOutKind(
  services: Services,
  shop: Shop,
  kind: EffectKind,
  write: (services: Services, shop: Shop, effects: readonly TakenEffect[]) => Promise<BatchResult>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { pool } = services.database;
  let done = 0;
  // Round after round through all subjects, so that everybody has a turn, until a round finds nothing.
  let afterId: string | null = null;
  for (;;) {
    if (signal?.aborted) return done;
    const now = services.clock.now();
    const page = { afterId, limit: BATCH_SIZE };
    const effects: TakenEffect[] = await listDueEffects(pool, shop.id, kind, now, page);
    if (effects.length === 0 && afterId === null) return done;
    afterId = effects.at(-1)?.subjectId ?? null;
    if (afterId === null) continue;
    const result = await write(services, shop, effects);
    if (!result.ok) {
      await postponeAll(services, shop, effects, result.failure);
      return done;
    }
    const carriedOut = effects.filter((effect) => !result.refused.has(effect.subjectId));
    await finishEffects(pool, shop.id, carriedOut);
    done += carriedOut.length;
    services.metrics.effects.countCarriedOut(kind, carriedOut.length);
    services.metrics.effects.countPostponed(kind, 'refused', effects.length - carriedOut.length);
    for (const effect of effects) {
      const problem = result.refused.get(effect.subjectId);
      if (problem === undefined) continue;
      const waitMs = backoffMs(effect.attempts);
      const until = new Date(now.getTime() + waitMs);
      await postponeEffects(pool, shop.id, [effect], until, problem);
      await askForEffects(pool, shop.id, waitMs);
    }
  }
}

async function postponeAll(
  services: Services,
  shop: Shop,
  effects: readonly TakenEffect[],
  failure: AdminFailure,
): Promise<void> {
  services.logger.warn({ shop: shop.domain, failure }, 'effects put off');
  for (const { kind } of effects) services.metrics.effects.countPostponed(kind, failure.kind, 1);
  const attempts = Math.max(...effects.map((effect) => effect.attempts));
  const waitMs = failure.kind === 'throttled' ? failure.retryAfterMs : backoffMs(attempts);
  const until = new Date(services.clock.now().getTime() + waitMs);
  await postponeEffects(services.database.pool, shop.id, effects, until, failure.kind);
  await askForEffects(services.database.pool, shop.id, waitMs);
}

async function writeSummaries(
  services: Services,
  shop: Shop,
  effects: readonly TakenEffect[],
): Promise<BatchResult> {
  const memberIds = effects.map((effect) => effect.subjectId);
  const standings = await listStandings(services.database.pool, shop.id, memberIds);
  const summaries = standings.map((standing) => ({
    subjectId: standing.memberId,
    customerId: standing.customerId,
    summary: summarizeMember(standing),
  }));
  return writeMemberSummaries(services.adminApi, shop.domain, summaries);
}

async function writeFace(services: Services, shop: Shop): Promise<BatchResult> {
  const versions = await listProgramVersions(services.database.pool, shop.id);
  const inForce = versionInForce(versions, services.clock.now());
  if (!inForce) return { ok: true, refused: new Map() };
  return writeProgramFace(
    services.adminApi,
    shop.domain,
    shop.id,
    faceOfProgram(inForce.program, shop.currency),
  );
}

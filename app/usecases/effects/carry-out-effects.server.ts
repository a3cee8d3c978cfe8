import {
  type EffectKind,
  type TakenEffect,
  askForEffects,
  awaitQueueing,
  finishEffects,
  listDueEffects,
  postponeEffects,
} from '#app/db/queue/effects.server.ts';
import { listNextExpiries } from '#app/db/ledger/coming-expiries.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { listStandings } from '#app/db/members/members.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { type Shop, findShop } from '#app/db/shops/shops.server.ts';
import { readStandings } from '#app/db/tiers/standings.server.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';
import { faceOfProgram, summarizeMember } from '#app/loyalty/members/summarize.ts';
import { summarizeTier } from '#app/loyalty/members/summarize-tier.ts';
import { backoffMs } from '#app/platform/backoff.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';
import { writeMemberSummaries, writeProgramFace } from '#app/shopify/metafields.server.ts';

import { assessTiers } from '../assessing/assess-tiers.server.ts';
import { handOutPrizes } from '../redeeming/hand-out-prizes.server.ts';
import type { Services } from '../services.server.ts';
import { withheldRewards } from '../tending/withheld-rewards.server.ts';
import { mirrorTiers } from '../tiers/mirror-tiers.server.ts';
import { whomToTellNoMore } from './whom-to-tell-no-more.server.ts';

/** As many metafields as Shopify sets in one call. */
const BATCH_SIZE = 25;

/**
 * What a batch came to: the subjects that Shopify refused, with its reasons; or a failure, and of whom Shopify had been
 * told before it, where that is not nobody.
 */
type BatchResult =
  | { readonly ok: true; readonly refused: ReadonlyMap<string, string> }
  | {
      readonly ok: false;
      readonly failure: AdminFailure;
      readonly done?: ReadonlySet<string>;
      readonly refused?: ReadonlyMap<string, string>;
    };

/**
 * Tells Shopify what has changed: members' summaries, their tiers and the program's public face. Each effect writes what is true
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
  const tiers = await carryOutKind(services, shop, 'member-tier', writeTiers, signal);
  if (signal?.aborted) await askForEffects(services.database.pool, shop.id);
  return faces + summaries + tiers;
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
    done += await noteResult(services, shop, effects, result);
    if (!result.ok) return done;
  }
}

/** @returns of how many Shopify was told */
async function noteResult(
  services: Services,
  shop: Shop,
  effects: readonly TakenEffect[],
  result: BatchResult,
): Promise<number> {
  const [first] = effects;
  if (!first) return 0;
  const { refused = new Map<string, string>() } = result;
  const isTold = ({ subjectId }: TakenEffect) => result.ok || result.done?.has(subjectId) === true;
  const carriedOut = effects.filter((each) => isTold(each) && !refused.has(each.subjectId));
  await finishEffects(services.database.pool, shop.id, carriedOut);
  services.metrics.effects.countCarriedOut(first.kind, carriedOut.length);
  await postponeRefused(services, shop, effects, refused);
  if (!result.ok) {
    const left = effects.filter((each) => !isTold(each) && !refused.has(each.subjectId));
    await postponeAll(services, shop, left, result.failure);
  }
  return carriedOut.length;
}

/** Puts off what was refused, but for what concerns customers who are gone. */
async function postponeRefused(
  services: Services,
  shop: Shop,
  effects: readonly TakenEffect[],
  refused: ReadonlyMap<string, string>,
): Promise<void> {
  const { pool } = services.database;
  const refusedOnes = effects.filter(({ subjectId }) => refused.has(subjectId));
  const gone = await whomToTellNoMore(services, shop, refusedOnes);
  await finishEffects(
    pool,
    shop.id,
    refusedOnes.filter(({ subjectId }) => gone.has(subjectId)),
  );
  for (const effect of refusedOnes) {
    const problem = refused.get(effect.subjectId);
    if (problem === undefined || gone.has(effect.subjectId)) continue;
    services.metrics.effects.countPostponed(effect.kind, 'refused', 1);
    const waitMs = backoffMs(effect.attempts);
    const until = new Date(services.clock.now().getTime() + waitMs);
    await postponeEffects(pool, shop.id, [effect], until, problem);
    await askForEffects(pool, shop.id, waitMs);
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

/** Whatever asks for a summary may have changed the member's tier or completed a challenge: that is found out first. */
async function writeSummaries(
  services: Services,
  shop: Shop,
  effects: readonly TakenEffect[],
): Promise<BatchResult> {
  const { database, clock } = services;
  const { pool } = database;
  const memberIds = effects.map((effect) => MemberId.parse(effect.subjectId));
  const now = clock.now();
  await inTransaction(database, (sql) => assessTiers(sql, shop, memberIds, now));
  await inTransaction(database, (sql) => handOutPrizes(sql, shop, memberIds, now));
  const program = versionInForce(await listProgramVersions(pool, shop.id), now)?.program;
  const tiers = await readStandings(pool, shop.id, memberIds);
  const standings = await listStandings(pool, shop.id, memberIds);
  const expiries = await listNextExpiries(pool, shop.id, memberIds, now);
  const summaries = standings.map((standing) => ({
    subjectId: standing.memberId,
    customerId: standing.customerId,
    summary: summarizeMember(
      { ...standing, expiring: expiries.get(standing.memberId) ?? null },
      summarizeTier(tiers.get(standing.memberId), program, shop),
    ),
  }));
  return writeMemberSummaries(services.adminApi, shop.domain, summaries);
}

async function writeTiers(
  services: Services,
  shop: Shop,
  effects: readonly TakenEffect[],
): Promise<BatchResult> {
  const memberIds = effects.map((effect) => effect.subjectId);
  return mirrorTiers(services, shop, memberIds);
}

async function writeFace(services: Services, shop: Shop): Promise<BatchResult> {
  const versions = await listProgramVersions(services.database.pool, shop.id);
  const inForce = versionInForce(versions, services.clock.now());
  if (!inForce) return { ok: true, refused: new Map() };
  const withheld = await withheldRewards(services.database.pool, shop, inForce.program);
  return writeProgramFace(
    services.adminApi,
    shop.domain,
    shop.id,
    faceOfProgram(inForce.program, shop.currency, withheld),
  );
}

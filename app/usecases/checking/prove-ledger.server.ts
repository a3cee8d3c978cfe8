import { askForJob } from '#app/db/queue/jobs.server.ts';
import {
  findRunningProof,
  finishProof,
  insertProof,
  type LedgerProof,
  type ProofPosition,
  saveProofProgress,
} from '#app/db/checking/ledger-proofs.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { proveNext } from './prove-ledger-step.server.ts';
import type { Services } from '../services.server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long what a proof came to can be looked up. */
const KEPT_DAYS = 90;

/** How long a job works on one shop before others have their turn. */
const TURN_MS = 30_000;

const BEGINNING: ProofPosition = { step: 'members', after: '0' };

type ProvingServices = Pick<Services, 'database' | 'clock' | 'logger'>;

/**
 * Proves a shop's ledger from end to end: balances, lots and orders are what the transfers say. It changes nothing,
 * whatever it finds. A proof that is under way is carried on. A hundred thousand members with a million transfers, lots
 * and orders took 26 s, no step of it longer than 0.2 s.
 * @param signal ends it between two steps; the next call goes on
 * @returns undefined where it was ended
 */
export async function proveLedger(
  services: ProvingServices,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<LedgerProof | undefined> {
  const { pool } = services.database;
  await beginProof(pool, shopId, services.clock.now());
  const proof = await findRunningProof(pool, shopId);
  return proof && carryOn(services, shopId, proof, () => signal?.aborted === true);
}

/**
 * Begins a proof, unless one is under way.
 * @returns whether it was begun
 */
export async function beginProof(sql: Sql, shopId: ShopId, now: Date): Promise<boolean> {
  const forgetBefore = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  return insertProof(sql, shopId, BEGINNING, { now, forgetBefore });
}

/**
 * Carries the proof on that is under way in a shop, as a job does: for a while, then others have their turn.
 * @param signal that the process is to end: what is left then is another job's
 */
export async function continueProof(
  services: ProvingServices,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<void> {
  const { pool } = services.database;
  const proof = await findRunningProof(pool, shopId);
  if (!proof) return;
  const until = performance.now() + TURN_MS;
  const isOver = () => signal?.aborted === true || performance.now() > until;
  const ended = await carryOn(services, shopId, proof, isOver);
  if (!ended) await askForProving(pool, shopId);
}

/** Asks for the job that carries a shop's proof on; several wishes are one job. */
export async function askForProving(sql: Sql, shopId: ShopId): Promise<void> {
  await askForJob(sql, { task: 'prove-ledger', queue: 'prove-ledger', shopId, afterMs: 0 });
}

async function carryOn(
  { database, clock, logger }: ProvingServices,
  shopId: ShopId,
  proof: LedgerProof,
  mustStop: () => boolean,
): Promise<LedgerProof | undefined> {
  let { position } = proof;
  while (position.step !== 'end') {
    const step = await proveNext(database, shopId, position);
    await saveProofProgress(database.pool, shopId, proof.id, step, clock.now());
    position = step.position;
    if (mustStop()) return undefined;
  }
  const ended = await finishProof(database.pool, shopId, proof.id, clock.now());
  if (ended && ended.drifts > 0) {
    const { members, orders, drifts } = ended;
    const kinds = [...new Set(ended.found.map(({ kind }) => kind))];
    logger.error({ shopId, members, orders, drifts, kinds }, 'the ledger does not add up');
  }
  return ended;
}

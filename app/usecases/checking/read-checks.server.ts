import type { Drift } from '#app/db/checking/ledger-proof-step.server.ts';
import {
  findLastProof,
  findRunningProof,
  type LedgerProof,
} from '#app/db/checking/ledger-proofs.server.ts';
import { listMemberNames } from '#app/db/members/members.server.ts';
import {
  findLastReconciliation,
  findRunningReconciliation,
  type Reconciliation,
} from '#app/db/checking/reconciliations.server.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

/** Members who are named where the ledger does not add up. */
const NAMED_MAX = 10;

/**
 * How a shop's orders compare with Shopify's, and whether its ledger adds up.
 * @returns the newest run that has ended and the one that is under way, if there is one, of both; times as ISO 8601
 */
export async function readChecks({ database }: Pick<Services, 'database'>, shopId: ShopId) {
  const { pool } = database;
  const [running, last, runningProof, lastProof] = await Promise.all([
    findRunningReconciliation(pool, shopId),
    findLastReconciliation(pool, shopId),
    findRunningProof(pool, shopId),
    findLastProof(pool, shopId),
  ]);
  const members = membersOf(lastProof);
  const named = members.slice(0, NAMED_MAX);
  return {
    reconciliation: { running: viewRun(running), last: viewRun(last) },
    proof: {
      isRunning: runningProof !== undefined,
      last: viewProof(lastProof),
      alarm: lastProof?.driftingSince
        ? {
            since: lastProof.driftingSince.toISOString(),
            drifts: lastProof.drifts,
            kinds: countKinds(lastProof.found),
            members: await listMemberNames(pool, shopId, named),
            otherMembers: members.length - named.length,
          }
        : null,
    },
  };
}

function viewRun(run: Reconciliation | undefined) {
  if (!run) return null;
  const { mode, reason, tally, ordersExpected } = run;
  const finishedAt = run.finishedAt?.toISOString() ?? null;
  return { mode, reason, finishedAt, ordersExpected, ...tally };
}

function viewProof(proof: LedgerProof | undefined) {
  if (!proof?.finishedAt) return null;
  const { members, orders, drifts, finishedAt } = proof;
  return { members, orders, drifts, finishedAt: finishedAt.toISOString() };
}

function membersOf(proof: LedgerProof | undefined): MemberId[] {
  const ids = (proof?.found ?? []).flatMap(({ memberId }) => memberId ?? []);
  return [...new Set(ids)].map((id) => MemberId.parse(id));
}

/** How much there is of each kind, among what was kept. */
function countKinds(found: readonly Drift[]) {
  const groups = Map.groupBy(found, ({ kind }) => kind);
  return [...groups].map(([kind, drifts]) => ({ kind, count: drifts.length }));
}

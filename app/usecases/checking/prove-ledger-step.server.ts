import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { inTransaction, type Database } from '#app/db/database.server.ts';
import { proveLots, proveRest } from '#app/db/checking/ledger-proof-rest.server.ts';
import type { Drift } from '#app/db/checking/ledger-proof-step.server.ts';
import {
  proveMembers,
  proveOrders,
  proveTheseMembers,
  proveTheseOrders,
} from '#app/db/checking/ledger-proof.server.ts';
import type { ProofPosition, ProofProgress } from '#app/db/checking/ledger-proofs.server.ts';
import { listMergedInto } from '#app/db/members/members.server.ts';
import { MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';

/** Members looked at by one statement. */
const MEMBERS_A_STEP = 500;

/** Orders or lots looked at by one statement. */
const ROWS_A_STEP = 2_500;

const NOTHING = { members: 0, orders: 0, drifts: [] };

/**
 * Does the next step of a proof. A step is one statement and sees one moment, and postings are whole in every moment: so
 * nobody who posts meanwhile can make it find what is not there. What it finds is nevertheless looked at once more under
 * the members' locks, where nobody posts at all, before it counts.
 */
export async function proveNext(
  database: Database,
  shopId: ShopId,
  position: Exclude<ProofPosition, { readonly step: 'end' }>,
): Promise<ProofProgress> {
  const { pool } = database;
  switch (position.step) {
    case 'members': {
      const step = await proveMembers(pool, shopId, position.after, MEMBERS_A_STEP);
      const drifts = await confirmMembers(database, shopId, step.drifts);
      const next = onward(position, step.last, { step: 'orders', after: '0' });
      return { ...NOTHING, drifts, members: step.checked, position: next };
    }
    case 'orders': {
      const step = await proveOrders(pool, shopId, position.after, ROWS_A_STEP);
      const drifts = await confirmOrders(database, shopId, step.drifts);
      const next = onward(position, step.last, { step: 'lots', after: '0' });
      return { ...NOTHING, drifts, orders: step.checked, position: next };
    }
    case 'lots': {
      const step = await proveLots(pool, shopId, position.after, ROWS_A_STEP);
      const next = onward(position, step.last, { step: 'rest' });
      return { ...NOTHING, drifts: step.drifts, position: next };
    }
    case 'rest': {
      const drifts = await proveRest(pool, shopId);
      return { ...NOTHING, drifts, position: { step: 'end' } };
    }
  }
}

function onward(
  position: Extract<ProofPosition, { readonly after: string }>,
  last: string | null,
  next: ProofPosition,
): ProofPosition {
  return last === null ? next : { ...position, after: last };
}

async function confirmMembers(
  database: Database,
  shopId: ShopId,
  suspects: readonly Drift[],
): Promise<readonly Drift[]> {
  const memberIds = membersOf(suspects);
  if (memberIds.length === 0) return suspects;
  return inTransaction(database, async (sql) => {
    const people = [...memberIds, ...(await listMergedInto(sql, shopId, memberIds))];
    await lockAccounts(sql, shopId, people);
    return proveTheseMembers(sql, shopId, memberIds);
  });
}

async function confirmOrders(
  database: Database,
  shopId: ShopId,
  suspects: readonly Drift[],
): Promise<readonly Drift[]> {
  if (suspects.length === 0) return suspects;
  const orderIds = suspects.map(({ subject }) => OrderId.parse(subject.replace('order:', '')));
  return inTransaction(database, async (sql) => {
    await lockAccounts(sql, shopId, membersOf(suspects));
    return proveTheseOrders(sql, shopId, orderIds);
  });
}

function membersOf(drifts: readonly Drift[]): MemberId[] {
  const ids = drifts.flatMap(({ memberId }) => memberId ?? []);
  return [...new Set(ids)].map((id) => MemberId.parse(id));
}

import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { findAction, saveDecision, type StoredAction } from '#app/db/actions/actions.server.ts';
import { listCustomersOf } from '#app/db/actions/customers-of-members.server.ts';
import { type AuditActor, writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction, type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { noteNotices } from '#app/db/shops/notices.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';
import { settleBehind } from '../settling/settle-behind.server.ts';
import type { SettlingShop } from '../settling/order-change.server.ts';
import { postActions } from './post-actions.server.ts';

/** What staff decide about a claim. */
export interface ClaimDecision {
  readonly staffUserId: string;
  /** Of the action, as the address says it. */
  readonly id: string;
}

/** What it came to; `not_open` where it was decided before. */
export type ClaimDecided = 'done' | 'not_open' | 'unknown';

/** Longest reason that is kept. */
const REASON_LENGTH_MAX = 300;

/**
 * Staff approve of a claim: the member is given what it was judged to bring when she made it, and is told.
 */
export async function approveAction(
  services: Pick<Services, 'database' | 'clock'>,
  shop: SettlingShop,
  decision: ClaimDecision,
): Promise<ClaimDecided> {
  const now = services.clock.now();
  return decide(services, shop, decision, async (sql, action, accounts) => {
    const receipt: ActionReceipt = { ...action.receipt, nothing: null };
    const versions = await listProgramVersions(sql, shop.id);
    await postActions(sql, { shop, versions, accounts, now }, [{ ...action, receipt }]);
    return { state: 'given', receipt };
  });
}

/**
 * Staff do not approve of a claim, for a reason that the member is told.
 * @param decision.reason in their words; may be empty
 */
export async function rejectAction(
  services: Pick<Services, 'database' | 'clock'>,
  shop: SettlingShop,
  { reason, ...decision }: ClaimDecision & { readonly reason: string },
): Promise<ClaimDecided> {
  const told = storableText(reason.trim().slice(0, REASON_LENGTH_MAX));
  return decide(services, shop, decision, (_sql, { receipt }) =>
    Promise.resolve({
      state: 'refused',
      receipt: { ...receipt, points: 0, nothing: 'rejected', reason: told === '' ? null : told },
    }),
  );
}

type Work = (
  sql: Sql,
  action: StoredAction,
  accounts: Awaited<ReturnType<typeof lockAccounts>>,
) => Promise<{ readonly state: 'given' | 'refused'; readonly receipt: ActionReceipt }>;

async function decide(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: SettlingShop,
  { staffUserId, id }: ClaimDecision,
  work: Work,
): Promise<ClaimDecided> {
  const rowId = RowId.safeParse(id);
  if (!rowId.success) return 'unknown';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    await lockForJudging(sql, shop.id);
    const found = await findAction(sql, shop.id, rowId.data);
    if (!found) return 'unknown';
    const accounts = await lockAccounts(sql, shop.id, [found.memberId]);
    // Anew, under the lock: a colleague may have decided meanwhile.
    const action = await findAction(sql, shop.id, found.id);
    if (action?.memberId !== found.memberId) throw new TransactionConflict('a member was merged');
    if (action.state !== 'awaiting') return 'not_open';
    const { state, receipt } = await work(sql, action, accounts);
    const decidedBy: AuditActor = `staff:${staffUserId}`;
    await saveDecision(sql, shop.id, { id: action.id, state, receipt, decidedBy }, now);
    // Only now is it among what orders behind it see.
    if (state === 'given')
      await settleBehind(sql, shop.id, [{ memberId: action.memberId, from: action.at }], now);
    await tell(sql, shop.id, { action, state, receipt, decidedBy }, now);
    return 'done';
  });
}

async function tell(
  sql: Sql,
  shopId: ShopId,
  told: {
    readonly action: StoredAction;
    readonly state: 'given' | 'refused';
    readonly receipt: ActionReceipt;
    readonly decidedBy: AuditActor;
  },
  now: Date,
): Promise<void> {
  const { action, state, receipt, decidedBy } = told;
  const { id, memberId } = action;
  const { rule, points } = receipt;
  const detail = { rule, state, points };
  await noteNotices(sql, shopId, [{ memberId, kind: 'action_decided', key: id, detail }], now);
  const customer = (await listCustomersOf(sql, shopId, [memberId])).get(memberId);
  const entry = {
    actor: decidedBy,
    action: state === 'given' ? 'action.approved' : 'action.rejected',
    subject: customer === undefined ? null : `customer:${customer}`,
    detail: { rule, points },
  };
  await writeAuditEntry(sql, shopId, entry, now);
}

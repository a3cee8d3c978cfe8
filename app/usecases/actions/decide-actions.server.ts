import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { insertActions, listActionsNamed } from '#app/db/actions/actions.server.ts';
import { resolveMembers } from '#app/db/members/customer-merges.server.ts';
import { type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';

import { settleBehind } from '../settling/settle-behind.server.ts';
import type { SettlingShop } from '../settling/order-change.server.ts';
import type { ActionOutcome, ActionWish } from './action-wish.server.ts';
import { readJudging } from './judge-wishes.server.ts';
import { postActions } from './post-actions.server.ts';

/**
 * Decides about actions, each once (the ledger's law 7): judges them by the version in force when they were done, with
 * the member as she is just before, notes them with their receipts, and posts the points. Members are locked, so limits
 * hold however many ask at once. A batch of any size is a handful of statements.
 * @param sql an open transaction
 * @returns what each came to, in their order
 */
export async function decideActions(
  sql: Sql,
  shop: SettlingShop,
  wishes: readonly ActionWish[],
  now: Date,
): Promise<ActionOutcome[]> {
  if (wishes.length === 0) return [];
  const { survivors, accounts } = await lockMembers(sql, shop, wishes);
  const ids = wishes.map(({ externalId }) => externalId);
  const known = await listActionsNamed(sql, shop.id, ids);
  const versions = await listProgramVersions(sql, shop.id);
  const judging = await readJudging(sql, shop, {
    wishes,
    survivors,
    accounts,
    versions,
    known,
  });
  const decisions = wishes.map((wish) => judging.decide(wish));
  const kept = decisions.flatMap(({ note }) => note ?? []);
  const idOf = await insertActions(sql, shop.id, kept, now);
  // Somebody else's transaction was first with one of these ids, for another member: all is decided anew.
  if (idOf.size < kept.length) throw new TransactionConflict('an action was noted meanwhile');
  const given = kept
    .filter(({ state }) => state === 'given')
    .map((action) => ({ ...action, id: idOf.get(action.externalId) ?? '' }));
  await postActions(sql, { shop, versions, accounts, now }, given);
  await settleBehind(
    sql,
    shop.id,
    given.map(({ memberId, at }) => ({ memberId, from: at })),
    now,
  );
  return decisions.map(({ outcome }, index) => withId(outcome, idOf.get(ids[index] ?? '')));
}

function withId(outcome: ActionOutcome, id: string | undefined): ActionOutcome {
  if (id === undefined || !('actionId' in outcome)) return outcome;
  return { ...outcome, actionId: outcome.actionId ?? id };
}

async function lockMembers(
  sql: Sql,
  { id: shopId }: Pick<SettlingShop, 'id'>,
  wishes: readonly ActionWish[],
) {
  await lockForJudging(sql, shopId);
  const memberIds = [...new Set(wishes.map(({ memberId }) => memberId))];
  const survivors = await resolveMembers(sql, shopId, memberIds);
  const holders = [...new Set(memberIds.map((id) => survivors.get(id) ?? id))];
  return { survivors, accounts: await lockAccounts(sql, shopId, holders) };
}

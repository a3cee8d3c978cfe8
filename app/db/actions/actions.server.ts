import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { Occasion } from '#app/loyalty/program/action-rule.ts';

import type { Sql } from '../database.server.ts';

/** Where an action stands. */
export type ActionState = 'awaiting' | 'given' | 'refused' | 'taken_back';

/** An action that is to be noted. */
export interface NewAction {
  readonly memberId: MemberId;
  /** Who she was when she did it: another where she has been merged since. */
  readonly doneBy: MemberId;
  readonly occasion: Occasion['kind'];
  /** Names it among all of the shop's. */
  readonly externalId: string;
  /** Of everything that was asked for. */
  readonly inputHash: string;
  readonly at: Date;
  readonly state: ActionState;
  readonly proof: string | null;
  readonly receipt: ActionReceipt;
}

/** An action as it was noted. */
export interface StoredAction extends NewAction {
  readonly id: string;
}

const COLUMNS = `id, member_id, coalesce(done_by, member_id) AS done_by, occasion, external_id, input_hash, at, state, proof, receipt`;

interface ActionRow {
  readonly id: string;
  readonly member_id: string;
  readonly done_by: string;
  readonly occasion: Occasion['kind'];
  readonly external_id: string;
  readonly input_hash: string;
  readonly at: Date;
  readonly state: ActionState;
  readonly proof: string | null;
  readonly receipt: ActionReceipt;
}

function toAction(row: ActionRow): StoredAction {
  return {
    id: row.id,
    memberId: MemberId.parse(row.member_id),
    doneBy: MemberId.parse(row.done_by),
    occasion: row.occasion,
    externalId: row.external_id,
    inputHash: row.input_hash,
    at: row.at,
    state: row.state,
    proof: row.proof,
    receipt: row.receipt,
  };
}

/** Actions by the ids that name them; those that are unknown are left out. */
export async function listActionsNamed(
  sql: Sql,
  shopId: ShopId,
  externalIds: readonly string[],
): Promise<Map<string, StoredAction>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql.query<ActionRow>(
    `SELECT ${COLUMNS} FROM actions WHERE shop_id = $1 AND external_id = ANY($2::text[])`,
    [shopId, externalIds],
  );
  return new Map(rows.map((row) => [row.external_id, toAction(row)]));
}

/** Looks an action up; undefined where the shop has none of this id. */
export async function findAction(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<StoredAction | undefined> {
  const { rows } = await sql.query<ActionRow>(
    `SELECT ${COLUMNS} FROM actions WHERE shop_id = $1 AND id = $2`,
    [shopId, id],
  );
  return rows[0] && toAction(rows[0]);
}

/**
 * Notes actions. Another transaction with an action of the same id waits for this one.
 * @returns the ids of those that were not known before, by the id that names them
 */
export async function insertActions(
  sql: Sql,
  shopId: ShopId,
  actions: readonly NewAction[],
  now: Date,
): Promise<Map<string, string>> {
  if (actions.length === 0) return new Map();
  const column = <Value>(read: (action: NewAction) => Value) => actions.map(read);
  const { rows } = await sql.query<{ id: string; external_id: string }>(
    `INSERT INTO actions (shop_id, member_id, done_by, rule_key, occasion, external_id, input_hash, at, state, proof, points,
       receipt, version, noted_at, decided_at, decided_by)
     SELECT $1, given.*, $14, CASE WHEN state <> 'awaiting' THEN $14::timestamptz END,
       CASE WHEN state <> 'awaiting' THEN 'system' END
     FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
       $9::text[], $10::text[], $11::bigint[], $12::jsonb[], $13::int[])
       AS given (member_id, done_by, rule_key, occasion, external_id, input_hash, at, state, proof, points, receipt, version)
     ORDER BY external_id ON CONFLICT (shop_id, external_id) DO NOTHING RETURNING id, external_id`,
    [
      shopId,
      column((each) => each.memberId),
      column((each) => each.doneBy),
      column((each) => each.receipt.rule),
      column((each) => each.occasion),
      column((each) => each.externalId),
      column((each) => each.inputHash),
      column((each) => each.at),
      column((each) => each.state),
      column((each) => each.proof),
      column((each) => each.receipt.points),
      column((each) => JSON.stringify(each.receipt)),
      column((each) => each.receipt.programVersion),
      now,
    ],
  );
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

/** What was decided about an action that is noted already. */
export interface ActionDecision {
  readonly id: string;
  readonly state: Exclude<ActionState, 'awaiting'>;
  readonly receipt: ActionReceipt;
  readonly decidedBy: string;
}

/** Writes down what was decided about an action. Call it under its member's lock. */
export async function saveDecision(
  sql: Sql,
  shopId: ShopId,
  { id, state, receipt, decidedBy }: ActionDecision,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE actions SET state = $3, points = $4, receipt = $5, decided_at = $6, decided_by = $7
     WHERE shop_id = $1 AND id = $2`,
    [shopId, id, state, receipt.points, JSON.stringify(receipt), now, decidedBy],
  );
}

/** Actions by which members were given points and that a change of mind may take back. */
export async function listGivenActions(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
  occasion: Occasion['kind'],
): Promise<StoredAction[]> {
  if (memberIds.length === 0) return [];
  const { rows } = await sql.query<ActionRow>(
    `SELECT ${COLUMNS} FROM actions
     WHERE shop_id = $1 AND member_id = ANY($2::bigint[]) AND occasion = $3 AND state = 'given' ORDER BY id`,
    [shopId, memberIds, occasion],
  );
  return rows.map(toAction);
}

/** What all of a member's actions came to, newest first. */
export async function listActionsOfMember(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  limit: number,
): Promise<StoredAction[]> {
  const { rows } = await sql.query<ActionRow>(
    `SELECT ${COLUMNS} FROM actions WHERE shop_id = $1 AND member_id = $2 ORDER BY at DESC, id DESC LIMIT $3`,
    [shopId, memberId, limit],
  );
  return rows.map(toAction);
}

/** What a member did that has brought nothing, or nothing yet, newest first. */
export async function listUnrewardedActions(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  limit: number,
): Promise<StoredAction[]> {
  const { rows } = await sql.query<ActionRow>(
    `SELECT ${COLUMNS} FROM actions WHERE shop_id = $1 AND member_id = $2 AND state IN ('awaiting', 'refused')
     ORDER BY at DESC, id DESC LIMIT $3`,
    [shopId, memberId, limit],
  );
  return rows.map(toAction);
}

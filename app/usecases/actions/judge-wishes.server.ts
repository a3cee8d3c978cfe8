import { createHash } from 'node:crypto';

import type { LockedAccount } from '#app/db/ledger/accounts.server.ts';
import type { NewAction, StoredAction } from '#app/db/actions/actions.server.ts';
import { keyOfDone, listDoneActions } from '#app/db/actions/done-actions.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import { judgeAction, type RuleInForce, ruleInForce } from '#app/loyalty/actions/judge-action.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';

import type { ActionOutcome, ActionWish } from './action-wish.server.ts';
import { readTiers } from './read-tiers.server.ts';

/** What is known before wishes are judged. */
export interface Loaded {
  readonly wishes: readonly ActionWish[];
  readonly survivors: ReadonlyMap<MemberId, MemberId>;
  readonly accounts: ReadonlyMap<MemberId, LockedAccount>;
  readonly versions: readonly ProgramVersion[];
  readonly known: ReadonlyMap<string, StoredAction>;
}

/** What a wish is to become: its outcome, and what is noted of it. */
export interface Decision {
  readonly outcome: ActionOutcome;
  readonly note?: NewAction;
}

/** Reads what judging needs. Wishes of one batch are judged one after the other, each seeing those before it. */
export async function readJudging(sql: Sql, shop: Pick<Shop, 'id' | 'timezone'>, loaded: Loaded) {
  const { wishes, survivors, accounts, versions } = loaded;
  const holderOf = ({ memberId }: ActionWish) => survivors.get(memberId) ?? memberId;
  const asked = wishes.map((wish) => ({ memberId: holderOf(wish), rule: wish.rule }));
  const done = await listDoneActions(sql, shop.id, asked);
  const askingForTiers = wishes
    .filter(({ rule, at }) => {
      const found = ruleInForce(versions, rule, at);
      return found !== undefined && found.rule.conditions.tiers !== 'all';
    })
    .map((wish) => ({ memberId: holderOf(wish), doneBy: wish.memberId, at: wish.at }));
  const tiers = await readTiers(sql, shop, versions, askingForTiers);
  const known = new Map(loaded.known);
  const decide = (wish: ActionWish): Decision => {
    const inputHash = hashOf(wish);
    const before = known.get(wish.externalId);
    if (before) return { outcome: again(before, inputHash) };
    const memberId = holderOf(wish);
    if (!accounts.has(memberId)) return { outcome: { news: 'no_member' } };
    const found = ruleInForce(versions, wish.rule, wish.at);
    if (found?.rule.occasion.kind !== wish.occasion) return { outcome: { news: 'no_such_action' } };
    const key = keyOfDone({ memberId, rule: wish.rule });
    const own = done.get(key) ?? [];
    const doneBy = wish.memberId;
    const tier = tiers.tierOf({ memberId, doneBy, at: wish.at }, found.version.program);
    const receipt = judge(found, wish, { tier, tags: wish.tags, done: own }, shop.timezone);
    const state = stateOf(receipt);
    if (state !== 'refused') {
      done.set(key, [...own, { at: wish.at.getTime(), points: receipt.points }]);
    }
    const outcome = { news: 'new', state, actionId: null, receipt } as const;
    if (state === 'refused' && !wish.isFinal) return { outcome };
    const { occasion, externalId, at, proof } = wish;
    const note = { memberId, doneBy, occasion, externalId, inputHash, at, state, proof, receipt };
    known.set(externalId, { ...note, id: '' });
    return { outcome, note };
  };
  return { decide };
}

function judge(
  found: RuleInForce,
  { at, isToldTooLate }: ActionWish,
  member: Parameters<typeof judgeAction>[2],
  timezone: string,
): ActionReceipt {
  return judgeAction(found, { at: at.getTime(), isToldTooLate }, member, timezone);
}

function stateOf({ nothing }: ActionReceipt): Exclude<StoredAction['state'], 'taken_back'> {
  if (nothing === null) return 'given';
  return nothing === 'awaiting_approval' ? 'awaiting' : 'refused';
}

function again({ id, state, receipt, ...known }: StoredAction, inputHash: string): ActionOutcome {
  if (known.inputHash !== inputHash) return { news: 'contradictory' };
  return { news: 'repeated', state, actionId: id === '' ? null : id, receipt };
}

function hashOf({ rule, occasion, input }: ActionWish): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, occasion, ...input]))
    .digest('base64url');
}

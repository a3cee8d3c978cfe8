import { inTransaction } from '#app/db/database.server.ts';
import {
  closePayOut,
  findCustomerOf,
  findPayOut,
  isCreditInFlight,
  listKnownCredits,
  openPayOut,
  type PayOut,
} from '#app/db/redemptions/pay-outs.server.ts';
import { changeRedemption } from '#app/db/redemptions/redemptions.server.ts';
import { expiryOfPayOut } from '#app/loyalty/cash-out/expiry.ts';
import { findCredit } from '#app/loyalty/cash-out/find-credit.ts';
import { SETTLING_MS } from '#app/loyalty/cash-out/patience.ts';
import {
  creditStoreCredit,
  readStoreCredits,
} from '#app/shopify/paying-out/pay-out-store-credit.server.ts';

import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import { later, type PayOutStep, type PayOutTask } from './pay-out-step.server.ts';

/**
 * Pays a redemption out as store credit. Shopify takes no idempotency key for that, so what is asked is noted before, a
 * customer has one credit under way at a time, and where an answer got lost the credit is looked for among the customer's
 * before anything is asked again.
 */
export async function payOutStoreCredit(task: PayOutTask): Promise<PayOutStep> {
  const { services, shop, redemption } = task;
  const { pool } = services.database;
  const asked = await findPayOut(pool, shop.id, redemption.id);
  if (asked?.isOpen) {
    const found = await lookFor(task, asked);
    if (found !== 'nothing') return found;
  }
  return ask(task, asked?.isOpen ? asked : null);
}

/** @returns `nothing` where it is certain that Shopify did not do what it was asked for */
async function lookFor(task: PayOutTask, asked: PayOut): Promise<PayOutStep | 'nothing'> {
  const { services, shop, redemption } = task;
  const notBefore = new Date(asked.askedAt.getTime() + SETTLING_MS);
  if (services.clock.now() < notBefore) {
    return { kind: 'unknown', problem: redemption.problem ?? 'interrupted', notBefore };
  }
  const seenId = asked.seenId ?? '0';
  const { customerId } = asked;
  const search = { customerId, currency: redemption.currency, from: seenId };
  const answer = await readStoreCredits(services.adminApi, shop.domain, search);
  if (!answer.ok) {
    const { failure } = answer;
    return { kind: 'unknown', problem: failure.kind, notBefore };
  }
  // The customer is gone at Shopify, and with her whatever credit there was: only the merchant can say.
  if (!answer.data) return { kind: 'ambiguous' };
  const { credits, areAll } = answer.data;
  const ids = credits.map(({ id }) => id);
  const taken = await listKnownCredits(services.database.pool, shop.id, ids);
  const wanted = { seenId, amount: redemption.amount, expiresAt: asked.expiresAt };
  const found = findCredit(wanted, credits, { areAll, taken });
  switch (found.kind) {
    case 'found':
      return { kind: 'paid', paidId: found.id, code: null };
    case 'ambiguous':
      return found;
    case 'none':
      return 'nothing';
  }
}

/** @param inVain what was asked for before and is certain not to be there */
async function ask(task: PayOutTask, inVain: PayOut | null): Promise<PayOutStep> {
  const { services, shop, redemption } = task;
  const { pool } = services.database;
  const customerId = await findCustomerOf(pool, shop.id, redemption.memberId);
  if (customerId === null) return { kind: 'refused', problem: 'OWNER_NOT_FOUND' };
  const { currency, amount } = redemption;
  const before = await readStoreCredits(services.adminApi, shop.domain, {
    customerId,
    currency,
    from: '0',
  });
  if (!before.ok) return later(before.failure);
  if (!before.data) return { kind: 'refused', problem: 'OWNER_NOT_FOUND' };
  const seenId = largest(before.data.credits.map(({ id }) => id));
  const opened = await open(task, inVain, { customerId, seenId });
  if (!opened) return { kind: 'later', problem: 'another_under_way', failure: null };
  const { expiresAt } = opened;
  const wanted = { customerId, amount, currency, expiresAt };
  const answer = await creditStoreCredit(services.adminApi, shop.domain, wanted);
  if (answer.kind === 'paid') return { ...answer, code: null };
  if (answer.kind === 'unknown') {
    return { ...answer, notBefore: new Date(opened.askedAt.getTime() + SETTLING_MS) };
  }
  if (answer.kind === 'refused') return answer;
  await closePayOut(pool, shop.id, redemption.id, null);
  return later(answer.failure);
}

/** Notes what is about to be asked. @returns null where another credit of the customer is under way, or nothing is to be paid */
async function open(
  { services, shop, redemption, expiresDays }: PayOutTask,
  inVain: PayOut | null,
  { customerId, seenId }: Pick<PayOut, 'customerId' | 'seenId'>,
): Promise<PayOut | null> {
  const now = services.clock.now();
  const payOut: PayOut = {
    redemptionId: redemption.id,
    kind: 'store_credit',
    customerId,
    seenId,
    askedAt: now,
    isOpen: true,
    expiresAt: expiryOfPayOut(expiresDays, now),
  };
  return inTransaction(services.database, async (sql) => {
    const locked = await lockWithMember(sql, shop.id, redemption.id);
    if (locked?.state !== 'pending') return null;
    // Anew, under the lock: another process may have asked meanwhile.
    const current = await findPayOut(sql, shop.id, redemption.id);
    if (current?.isOpen && current.askedAt.getTime() !== inVain?.askedAt.getTime()) return null;
    if (await isCreditInFlight(sql, shop.id, payOut)) return null;
    await openPayOut(sql, shop.id, payOut);
    const retryAt = new Date(now.getTime() + SETTLING_MS);
    const change = current ? { retryAt } : { retryAt, attempts: 0 };
    await changeRedemption(sql, shop.id, redemption.id, change, now);
    return payOut;
  });
}

function largest(ids: readonly string[]): string {
  return ids.reduce((most, id) => (BigInt(id) > BigInt(most) ? id : most), '0');
}

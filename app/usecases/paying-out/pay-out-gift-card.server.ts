import { inTransaction } from '#app/db/database.server.ts';
import {
  closePayOut,
  findCustomerOf,
  findPayOut,
  openPayOut,
  type PayOut,
} from '#app/db/redemptions/pay-outs.server.ts';
import { changeRedemption } from '#app/db/redemptions/redemptions.server.ts';
import { expiryOfPayOut, lastDayUntil } from '#app/loyalty/cash-out/expiry.ts';
import { type AskedGiftCard, isAskedGiftCard } from '#app/loyalty/cash-out/gift-card.ts';
import { SETTLING_MS } from '#app/loyalty/cash-out/patience.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';
import {
  createGiftCard,
  findGiftCards,
  giftCardCode,
} from '#app/shopify/paying-out/pay-out-gift-card.server.ts';

import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import { later, type PayOutStep, type PayOutTask } from './pay-out-step.server.ts';

/**
 * Pays a redemption out as a gift card. Its code follows from the redemption, so asking again for what is there already is
 * refused as taken, and then it is looked up and compared.
 */
export async function payOutGiftCard(task: PayOutTask): Promise<PayOutStep> {
  const { services, shop, redemption } = task;
  const { pool } = services.database;
  const before = await findPayOut(pool, shop.id, redemption.id);
  const mayBeThere = before?.isOpen ?? false;
  const customerId = await findCustomerOf(pool, shop.id, redemption.memberId);
  if (customerId === null) return { kind: 'refused', problem: 'CUSTOMER_NOT_FOUND' };
  const opened = await open(task, customerId, mayBeThere ? before : null);
  if (!opened) return { kind: 'later', problem: 'another_under_way', failure: null };
  const asked = askedGiftCard(task);
  const answer = await createGiftCard(services.adminApi, shop.domain, {
    ...asked,
    customerId,
    expiresOn: opened.expiresAt && lastDayUntil(opened.expiresAt, shop.timezone),
  });
  const notBefore = new Date(opened.askedAt.getTime() + SETTLING_MS);
  switch (answer.kind) {
    case 'paid':
      return { ...answer, code: asked.code };
    case 'unknown':
      return { ...answer, notBefore };
    case 'not_done':
      if (!mayBeThere) await closePayOut(pool, shop.id, redemption.id, null);
      return later(answer.failure);
    case 'refused':
      // Of what was asked for the first time it is certain; a refusal now says nothing of what was done then.
      return mayBeThere ? ((await lookUp(task, asked, notBefore)) ?? answer) : answer;
    case 'taken':
      return (
        (await lookUp(task, asked, notBefore)) ?? { kind: 'unknown', problem: 'TAKEN', notBefore }
      );
  }
}

/** @returns null where there is no such gift card */
async function lookUp(
  { services, shop }: PayOutTask,
  asked: AskedGiftCard,
  notBefore: Date,
): Promise<PayOutStep | null> {
  const found = await findGiftCards(services.adminApi, shop.domain, asked.code);
  if (!found.ok) return { kind: 'unknown', problem: found.failure.kind, notBefore };
  const card = found.data.find((each) => isAskedGiftCard(each, asked));
  return card ? { kind: 'paid', paidId: card.id, code: asked.code } : null;
}

function askedGiftCard({ shop, redemption }: PayOutTask): AskedGiftCard {
  return {
    code: giftCardCode(shop.contactKey, redemption.id),
    amount: redemption.amount,
    currency: redemption.currency,
    // What staff see of the redemption at the gift card in the admin.
    note: `Evergreen: redemption ${redemption.id}`,
  };
}

/** Notes what is about to be asked. What may be there already keeps its dates. */
async function open(
  { services, shop, redemption, expiresDays }: PayOutTask,
  customerId: CustomerId,
  before: PayOut | null,
): Promise<PayOut | null> {
  const now = services.clock.now();
  const payOut: PayOut = {
    redemptionId: redemption.id,
    kind: 'gift_card',
    customerId,
    seenId: null,
    askedAt: now,
    isOpen: true,
    expiresAt: before ? before.expiresAt : expiryOfPayOut(expiresDays, now),
  };
  return inTransaction(services.database, async (sql) => {
    const locked = await lockWithMember(sql, shop.id, redemption.id);
    if (locked?.state !== 'pending') return null;
    await openPayOut(sql, shop.id, payOut);
    if (!before) await changeRedemption(sql, shop.id, redemption.id, { attempts: 0 }, now);
    return payOut;
  });
}

import { describe, expect, test } from 'vitest';

import { listAuditEntries } from '#app/db/shops/audit-log.server.ts';
import { callOffRedemption } from '#app/usecases/redemptions/call-off-redemption.server.ts';
import { confirmRedemption } from '#app/usecases/redemptions/confirm-redemption.server.ts';
import { giveUpRedemption } from '#app/usecases/redemptions/give-up-redemption.server.ts';
import { handOverExperience } from '#app/usecases/redemptions/hand-over-experience.server.ts';
import { retryRedemption } from '#app/usecases/redemptions/retry-redemption.server.ts';
import type { PayingMember, PayingShop } from '#tests/support/paying-shop.ts';
import { beginInPayingShop } from '#tests/support/paying-shops.ts';

let shop: PayingShop;
let ida: PayingMember;
beginInPayingShop((opened) => ({ shop, ida } = opened));

const by = (id: string) => ({ staffUserId: '42', id });

/** What the log says last. */
async function lastEntry() {
  const [entry] = await listAuditEntries(shop.services.database.pool, shop.shop.id, null, 1);
  return entry;
}

/** A redemption of which nobody can tell whether it was paid. */
async function doubtful(rewardKey: string): Promise<string> {
  const id = await shop.redeem(ida, rewardKey);
  const isCard = rewardKey === 'card';
  shop.plan(isCard ? 'giftCardCreate' : 'storeCreditAccountCredit', { fault: 'timed_out' });
  await shop.payOut();
  const operation = isCard ? 'giftCards' : 'customer';
  shop.plan(operation, { fault: 'unavailable', calls: 1_000 });
  await shop.live(12 * 60);
  shop.sandbox.world.plannedApiFaults.put([]);
  expect(await shop.redemption(id)).toMatchObject({ state: 'doubtful' });
  return id;
}

describe('a doubtful redemption', () => {
  test('that did arrive: its points are spent, and that is in the log', async () => {
    const id = await doubtful('credit');
    expect(await confirmRedemption(shop.services, shop.shop, by(id))).toBe('done');
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', problem: null });
    expect(await shop.balances(ida)).toMatchObject({ available: 900, held: 0 });
    expect(await lastEntry()).toMatchObject({
      actor: 'staff:42',
      action: 'redemption.confirmed',
      subject: `redemption:${id}`,
      detail: { reward: 'credit', points: 100 },
    });
    await shop.live(60);
    expect(shop.creditsOf(ida)).toEqual([500]);
  });

  test('that is a gift card and did arrive: the member has its code', async () => {
    const id = await doubtful('card');
    await confirmRedemption(shop.services, shop.shop, by(id));
    const [card] = shop.sandbox.world.giftCards.all();
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', code: card?.code });
  });

  test('that did not arrive: its points go back, and nothing is tried again', async () => {
    const id = await doubtful('credit');
    expect(await giveUpRedemption(shop.services, shop.shop.id, by(id))).toBe('done');
    expect(await shop.redemption(id)).toMatchObject({ state: 'failed' });
    expect(await shop.balances(ida)).toMatchObject({ available: 1_000, held: 0 });
    await shop.live(60);
    expect(shop.creditsOf(ida)).toEqual([500]);
  });

  test('is looked for again on request, and not paid again', async () => {
    const id = await doubtful('credit');
    expect(await retryRedemption(shop.services, shop.shop.id, by(id))).toBe('done');
    await shop.live(3);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
    expect(shop.creditsOf(ida)).toEqual([500]);
  });

  test('is decided once', async () => {
    const id = await doubtful('credit');
    const decisions = await Promise.all([
      confirmRedemption(shop.services, shop.shop, by(id)),
      giveUpRedemption(shop.services, shop.shop.id, by(id)),
      confirmRedemption(shop.services, shop.shop, by(id)),
    ]);
    expect(decisions.toSorted()).toEqual(['done', 'not_open', 'not_open']);
  });

  test('lets the member’s next one wait, and go on once it is decided', async () => {
    const first = await doubtful('credit');
    const second = await shop.redeem(ida);
    await shop.live(10);
    expect(await shop.redemption(second)).toMatchObject({ problem: 'another_under_way' });
    await giveUpRedemption(shop.services, shop.shop.id, by(first));
    await shop.live(60);
    expect(await shop.redemption(second)).toMatchObject({ state: 'used' });
  });
});

describe('an experience', () => {
  test('is promised with its points held, and spent once it is handed over', async () => {
    const id = await shop.redeem(ida, 'tasting');
    expect(await shop.redemption(id)).toMatchObject({ state: 'ready' });
    expect(await shop.balances(ida)).toMatchObject({ available: 900, held: 100 });
    expect(await handOverExperience(shop.services, shop.shop.id, by(id))).toBe('done');
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
    expect(await shop.balances(ida)).toMatchObject({ available: 900, held: 0 });
    expect(await lastEntry()).toMatchObject({ action: 'redemption.handed_over' });
    expect(await handOverExperience(shop.services, shop.shop.id, by(id))).toBe('not_open');
  });

  test('that is called off gives the points back', async () => {
    const id = await shop.redeem(ida, 'tasting');
    expect(await callOffRedemption(shop.services, shop.shop.id, by(id))).toBe('done');
    expect(await shop.redemption(id)).toMatchObject({ state: 'cancelled' });
    expect(await shop.balances(ida)).toMatchObject({ available: 1_000, held: 0 });
    expect(await handOverExperience(shop.services, shop.shop.id, by(id))).toBe('not_open');
  });
});

describe('a pay-out', () => {
  test('that has not begun can be called off', async () => {
    const id = await shop.redeem(ida);
    expect(await callOffRedemption(shop.services, shop.shop.id, by(id))).toBe('done');
    expect(await shop.payOut()).toBe(0);
    expect(shop.creditsOf(ida)).toEqual([]);
    expect(await shop.balances(ida)).toMatchObject({ available: 1_000, held: 0 });
  });

  test('of which Shopify was asked cannot, as long as nobody knows what came of it', async () => {
    const id = await shop.redeem(ida);
    shop.plan('storeCreditAccountCredit', { fault: 'timed_out' });
    await shop.payOut();
    expect(await callOffRedemption(shop.services, shop.shop.id, by(id))).toBe('not_open');
    expect(await giveUpRedemption(shop.services, shop.shop.id, by(id))).toBe('not_open');
  });
});

test('what is no redemption of the shop is none for staff', async () => {
  for (const id of ['999', '0', 'x', '']) {
    expect(await confirmRedemption(shop.services, shop.shop, by(id))).toBe('unknown');
    expect(await retryRedemption(shop.services, shop.shop.id, by(id))).toBe('unknown');
  }
});

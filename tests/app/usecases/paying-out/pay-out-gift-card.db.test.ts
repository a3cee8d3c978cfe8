import { describe, expect, test } from 'vitest';

import { createLogger } from '#app/platform/logger.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { readMemberData } from '#app/usecases/privacy/read-member-data.server.ts';
import { settlePayOut } from '#app/usecases/paying-out/settle-pay-out.server.ts';
import type { PayingMember, PayingShop } from '#tests/support/paying-shop.ts';
import { beginInPayingShop } from '#tests/support/paying-shops.ts';

const CREATE = 'giftCardCreate';

let shop: PayingShop;
let ida: PayingMember;
beginInPayingShop((opened) => ({ shop, ida } = opened));

const cards = () => shop.sandbox.world.giftCards.all();

test('the member has the code of a gift card of her own, and its points are spent', async () => {
  const id = await shop.redeem(ida, 'card');
  await shop.payOut();
  const [card] = cards();
  expect(card).toMatchObject({ initialValue: 500, customerId: ida.customerId });
  expect(card?.note).toContain(id);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used', code: card?.code });
  expect(card?.code).toMatch(/^[a-z0-9]{16}$/);
  expect(await shop.balances(ida)).toMatchObject({ available: 900, held: 0 });
  const customerId = CustomerId.parse(ida.customerId);
  const { redemptions } = await readMemberData(shop.services, shop.shop.id, customerId);
  expect(redemptions).toMatchObject([{ code: card?.code, paidOutId: card?.id }]);
});

test('codes follow from the redemption and differ', async () => {
  await shop.redeem(ida, 'card');
  await shop.redeem(ida, 'card');
  await shop.payOut();
  expect(new Set(cards().map(({ code }) => code)).size).toBe(2);
});

test('its last day is counted in the time of the shop', async () => {
  shop.sandbox.world.clock.set(new Date('2026-11-30T23:30:00Z'));
  await shop.redeem(ida, 'card');
  await shop.payOut();
  expect(cards()[0]?.expiresOn).toBe('2026-12-31');
});

describe('where the answer got lost', () => {
  test.each(['timed_out', 'nonsense'] as const)(
    'after it was done (%s), the gift card is found by its code',
    async (fault) => {
      const id = await shop.redeem(ida, 'card');
      shop.plan(CREATE, { fault, calls: 2 });
      await shop.live(30);
      expect(cards().map(({ initialValue }) => initialValue)).toEqual([500]);
      expect(await shop.redemption(id)).toMatchObject({ state: 'used', code: cards()[0]?.code });
    },
  );

  test('before it was done, it is made', async () => {
    const id = await shop.redeem(ida, 'card');
    shop.plan(CREATE, { fault: 'unavailable' });
    await shop.live(5);
    expect(cards()).toHaveLength(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
  });

  test('and the customer is deleted then, the gift card that is there is not forgotten', async () => {
    const id = await shop.redeem(ida, 'card');
    shop.plan(CREATE, { fault: 'timed_out' });
    await shop.payOut();
    const userError = {
      field: ['input', 'customerId'],
      message: 'gone',
      code: 'CUSTOMER_NOT_FOUND',
    };
    shop.plan(CREATE, { fault: 'user_error', userError });
    await shop.live(5);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', code: cards()[0]?.code });
    expect(await shop.balances(ida)).toMatchObject({ available: 900, held: 0 });
  });

  test('and a gift card of another amount has the code, a person has to look', async () => {
    const id = await shop.redeem(ida, 'card');
    shop.plan(CREATE, { fault: 'timed_out' });
    await shop.payOut();
    for (const card of cards()) shop.sandbox.world.giftCards.put({ ...card, initialValue: 700 });
    await shop.live(12 * 60);
    expect(await shop.redemption(id)).toMatchObject({ state: 'doubtful', problem: 'TAKEN' });
    expect(await shop.balances(ida)).toMatchObject({ held: 100 });
    expect(cards()).toHaveLength(1);
  });
});

test('what Shopify refuses for good gives the points back, with the reason', async () => {
  const id = await shop.redeem(ida, 'card');
  const userError = { field: null, message: 'Too much', code: 'GIFT_CARD_LIMIT_EXCEEDED' };
  shop.plan(CREATE, { fault: 'user_error', userError });
  await shop.live(3);
  const ended = { state: 'failed', problem: 'GIFT_CARD_LIMIT_EXCEEDED' };
  expect(await shop.redemption(id)).toMatchObject(ended);
  expect(await shop.balances(ida)).toMatchObject({ available: 1_000, held: 0 });
  expect(cards()).toEqual([]);
  const { rows } = await shop.services.database.pool.query(
    'SELECT member_id, kind, detail FROM notices WHERE shop_id = $1',
    [shop.shop.id],
  );
  const detail = { reward: 'card', redemption: id, points: 100 };
  expect(rows).toEqual([{ member_id: ida.memberId, kind: 'redemption_failed', detail }]);
});

test('that two jobs have made is in the log without its code', async () => {
  const id = await shop.redeem(ida, 'card');
  let log = '';
  const logger = createLogger('debug', 'test', { write: (line) => (log += line) });
  const paid = { kind: 'paid', paidId: '77', code: 'abcd1234efgh5678' } as const;
  for (let job = 0; job < 2; job += 1) {
    await settlePayOut({ ...shop.services, logger }, shop.shop.id, id, paid);
  }
  expect(log).toContain('not open');
  expect(log).not.toContain(paid.code);
});

test('an error of Shopify’s own says nothing, and it is tried again', async () => {
  const id = await shop.redeem(ida, 'card');
  const userError = { field: null, message: 'Something went wrong', code: 'INTERNAL_ERROR' };
  shop.plan(CREATE, { fault: 'user_error', userError });
  await shop.live(5);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
  expect(cards()).toHaveLength(1);
});

import { afterAll, beforeAll, expect, test } from 'vitest';

import { CustomerId } from '#app/loyalty/ids.ts';
import { claimAction } from '#app/usecases/actions/claim-action.server.ts';
import { rejectAction } from '#app/usecases/actions/decide-claim.server.ts';
import { createApiKey, readApiKeys } from '#app/usecases/actions/manage-api-keys.server.ts';
import { readAwaitingActions } from '#app/usecases/actions/read-awaiting-actions.server.ts';
import { ReportedAction } from '#app/usecases/actions/report-action.server.ts';
import { tapAction } from '#app/usecases/actions/tap-action.server.ts';
import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { staffUserId } from '#tests/support/program-versions.ts';

import { openShopOfActions } from './a-shop-of-actions.ts';

/** Neither a NUL nor half of an emoji can be kept: forms can send the one, and cutting a text off makes the other. */
const NUL = '\0';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const told = actionRule({
  key: 'told',
  occasion: { kind: 'claim', proof: 'text', approval: 'staff', address: null },
});

test('a proof is kept as far as it can be, and a reason that is cut off within an emoji', async () => {
  const place = await openShopOfActions(opened.database, [told]);
  const member = await place.join('7');
  const shopper = { shopDomain: place.shop.domain, customerId: CustomerId.parse('7') };
  const claimed = { action: 'told', proof: `I have${NUL} told` };
  expect((await claimAction(place.services, shopper, claimed)).state).toBe('awaiting');
  const { actions } = await readAwaitingActions(place.services, place.shop.id, null);
  expect(actions[0]?.proof).toBe('I have\uFFFD told');
  const reason = `${'a'.repeat(299)}😀`;
  const decision = { staffUserId, id: actions[0]?.id ?? '', reason };
  expect(await rejectAction(place.services, place.shop, decision)).toBe('done');
  expect(await place.actionsOf(member)).toEqual([['refused', 0]]);
});

test('a key is named as far as that can be kept', async () => {
  const place = await openShopOfActions(opened.database, []);
  const name = `${NUL}${'a'.repeat(58)}😀`;
  const created = await createApiKey(place.services, place.shop.id, { staffUserId, name });
  expect(created.state).toBe('created');
  const keys = await readApiKeys(place.services, place.shop.id);
  expect(keys.map((key) => key.name)).toEqual([`\uFFFD${'a'.repeat(58)}\uFFFD`]);
});

test.each([`a${NUL}`, 'a\uD83D'])('an id that cannot be kept is none: %j', (id) => {
  expect(ReportedAction.safeParse({ customerId: '7', action: 'told', id }).success).toBe(false);
});

test('a tap that no page of ours makes gives nothing', async () => {
  const refill = actionRule({ key: 'refill', occasion: { kind: 'staff' } });
  const place = await openShopOfActions(opened.database, [refill]);
  const memberId = await place.join('7');
  const tap = (rule: string, key: string | null) =>
    tapAction(place.services, place.shop, { staffUserId, memberId, rule, key });
  expect(await tap(NUL, null)).toEqual({ state: 'no_such_action' });
  expect(await tap('refill', NUL)).toEqual({ state: 'contradictory' });
  expect(await tap('refill', 'x'.repeat(65))).toEqual({ state: 'contradictory' });
  expect(await place.actionsOf(memberId)).toEqual([]);
});

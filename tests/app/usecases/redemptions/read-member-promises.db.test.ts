import { afterAll, beforeAll, expect, test } from 'vitest';

import { handOverExperience } from '#app/usecases/redemptions/hand-over-experience.server.ts';
import { readMemberPromises } from '#app/usecases/redemptions/read-member-promises.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openPayingShop, type PayingShop } from '#tests/support/paying-shop.ts';

let opened: TestDatabase;
let shop: PayingShop;

beforeAll(async () => {
  opened = await openTestDatabase();
  shop = await openPayingShop(opened.database);
});

afterAll(async () => {
  await shop.sandbox.close();
  await opened.close();
});

const promisesOf = async (memberId: string) =>
  (await readMemberPromises(shop.services, shop.shop.id, memberId)).map(({ id }) => id);

test('what a member was promised is there, the longest promised first, until it is handed over', async () => {
  const ida = await shop.join();
  const jon = await shop.join();
  const first = await shop.redeem(ida, 'tasting');
  await shop.redeem(ida, 'credit');
  const second = await shop.redeem(ida, 'tasting');
  await shop.redeem(jon, 'tasting');
  expect(await promisesOf(ida.memberId)).toEqual([first, second]);
  await handOverExperience(shop.services, shop.shop.id, { staffUserId: '42', id: first });
  expect(await promisesOf(ida.memberId)).toEqual([second]);
});

test('a member who has nothing waiting, or who does not exist, was promised nothing', async () => {
  const ida = await shop.join();
  await shop.redeem(ida, 'credit');
  expect(await promisesOf(ida.memberId)).toEqual([]);
  expect(await promisesOf('999999999')).toEqual([]);
  expect(await promisesOf('nobody')).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CatalogReference } from '#app/loyalty/catalog/reference.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import { nameCatalog } from '#app/usecases/catalog/name-catalog.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';
import { SettableClock } from '#tests/support/program-versions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = '2026-05-31T12:00:00Z';
const HOUR_LATER = '2026-05-31T13:00:00Z';

const GUJI: CatalogReference = { kind: 'product', id: '7' };
const BEANS: CatalogReference = { kind: 'collection', id: '8' };
const GONE: CatalogReference = { kind: 'product', id: '9' };

/** A shop at Shopify, whose products can be renamed and which can fall silent. */
async function shopWithCatalog() {
  const shop = await openShop(opened.database, programOf({}));
  const titles = new Map([
    ['gid://shopify/Product/7', 'Guji'],
    ['gid://shopify/Collection/8', 'Beans'],
  ]);
  let isSilent = false;
  const adminApi = answeringAdminApi({
    CatalogNames: ({ ids }: { ids: string[] }): AdminAnswer<unknown> => {
      if (isSilent) return { ok: false, failure: { kind: 'unavailable', reason: 'silent' } };
      const nodes = ids.map((id) => {
        const title = titles.get(id);
        return title === undefined ? null : { __typename: id.split('/').at(-2), id, title };
      });
      return { ok: true, data: { nodes } };
    },
  });
  const clock = new SettableClock(NOW);
  return {
    ...{ shop, titles, adminApi, clock },
    fallSilent: () => {
      isSilent = true;
    },
    name: (...references: CatalogReference[]) =>
      nameCatalog({ database: opened.database, adminApi, clock }, shop, references),
  };
}

test('products and collections are called as the shop calls them, and what is gone is known to be', async () => {
  const { name } = await shopWithCatalog();
  expect(await name(GUJI, BEANS, GONE, GUJI)).toEqual({
    'product 7': 'Guji',
    'collection 8': 'Beans',
    'product 9': null,
  });
});

test('Shopify is asked once an hour, and for nothing that was asked lately', async () => {
  const { name, adminApi, clock, titles } = await shopWithCatalog();
  await name(GUJI);
  titles.set('gid://shopify/Product/7', 'Guji, washed');
  expect(await name(GUJI)).toEqual({ 'product 7': 'Guji' });
  await name(GUJI, BEANS);
  expect(adminApi.asked).toHaveLength(2);
  clock.set(HOUR_LATER);
  expect(await name(GUJI)).toEqual({ 'product 7': 'Guji, washed' });
  expect(adminApi.asked).toHaveLength(3);
});

test('while Shopify is silent, what it said last goes on, and nothing counts as gone', async () => {
  const { name, clock, fallSilent } = await shopWithCatalog();
  await name(GUJI);
  clock.set(HOUR_LATER);
  fallSilent();
  expect(await name(GUJI, BEANS)).toEqual({ 'product 7': 'Guji' });
});

test('one shop’s names are none of another’s', async () => {
  const one = await shopWithCatalog();
  await one.name(GUJI);
  const other = await shopWithCatalog();
  other.fallSilent();
  expect(await other.name(GUJI)).toEqual({});
});

test('where nothing is to be named, nobody is asked', async () => {
  const { name, adminApi } = await shopWithCatalog();
  expect(await name()).toEqual({});
  expect(adminApi.asked).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { AppLoadContext } from '@remix-run/server-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { insertDataRequest } from '#app/db/privacy/data-requests.server.ts';
import { insertOwnDelivery } from '#app/db/deliveries/delivery-actions.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { claimAction } from '#app/usecases/actions/claim-action.server.ts';
import { createApiKey } from '#app/usecases/actions/manage-api-keys.server.ts';
import { carryOutImports } from '#app/usecases/adjusting/carry-out-imports.server.ts';
import { receiveImport } from '#app/usecases/adjusting/receive-import.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import { actionRule, programWith } from '#tests/app/loyalty/actions/an-action.ts';
import { aReward } from '#tests/app/usecases/support/a-reward.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';
import { testServices } from '#tests/support/services.ts';

const NOW = new Date('2026-05-20T12:00:00Z');
const ROUTES = path.resolve('app/routes');
/** Every route of the admin, and what it lies at. */
const doors = readdirSync(ROUTES).filter((file) => /^app\..*\.tsx?$/.test(file));

interface Door {
  readonly loader?: (given: object) => unknown;
  readonly action?: (given: object) => unknown;
}

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const told = actionRule({
  key: 'told',
  occasion: { kind: 'claim', proof: 'text', approval: 'staff', address: null },
});

async function openShopOfDoors() {
  const experience = aReward({
    key: 'tasting',
    gives: { kind: 'experience', points: 100, cost: 0 },
  });
  return openShop(opened.database, { ...programWith(told), rewards: [experience] });
}

type Shop = Awaited<ReturnType<typeof openShopOfDoors>>;
const services = () => testServices(opened.database, { clock: { now: () => NOW } });

/** What a route is given of the process, with staff of this shop before it. */
function contextOf(shop: Shop): AppLoadContext {
  const visit = { session: { shop: shop.domain }, sessionToken: { sub: '42' } };
  const library = { authenticate: { admin: () => Promise.resolve(visit) } };
  const shopify = { library, apiSecrets: ['a secret'], apiKey: 'key', appBridgeUrl: 'bridge' };
  return { services: services(), shopify } as unknown as AppLoadContext;
}

/** Knocks at a door. @returns the status, and all that was said */
async function knock(handler: (given: object) => unknown, given: object) {
  try {
    const said: unknown = await handler(given);
    return { status: statusOf(said), said: await textOf(said) };
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    return { status: thrown.status, said: await thrown.text() };
  }
}

function statusOf(said: unknown): number {
  if (said instanceof Response) return said.status;
  const { init } = (said ?? {}) as { readonly init?: { readonly status?: number } };
  return init?.status ?? 200;
}

async function textOf(said: unknown): Promise<string> {
  return said instanceof Response ? said.text() : JSON.stringify(said);
}

const open = async (file: string) =>
  (await import(/* @vite-ignore */ path.join(ROUTES, file))) as Door;
const placesIn = (file: string) =>
  [...file.matchAll(/\$([a-z]\w*)/gi)].map(([, name = '']) => name);
const ADDRESS = 'https://evergreen.example/app';
const asked = (fields: Record<string, string>) =>
  new Request(`${ADDRESS}?${new URLSearchParams(fields)}`);
const sent = (fields: Record<string, string>) =>
  new Request(ADDRESS, { method: 'POST', body: new URLSearchParams(fields) });

/** The forms that a route knows by its own words: each value of what says what is wanted. */
function wishesOf(file: string): Record<string, string>[] {
  const source = readFileSync(path.join(ROUTES, file), 'utf8');
  const words = [...source.matchAll(/'([a-z_A-Z]+)'/g)].map(([, word = '']) => word);
  const wishes = [...new Set(words)].map((word) => ({ intent: word, kind: word, decision: word }));
  return [...wishes, { intent: 'retry_all', view: 'attention' }];
}

const FORM = {
  ...{ id: '1', reason: 'because', points: '5', direction: 'give', beyond: 'owe', rule: 'told' },
  ...{ key: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', month: '1', day: '2', year: '', tier: 'gold' },
  ...{ until: '', perk: 'cake', revision: '0', origin: 'plain', text: '{}', begins: 'now' },
  ...{ note: '', name: 'Till', check: 'unknown' },
};
const READ = ['query', 'page', 'before', 'after', 'order', 'member', 'name', 'topic', 'view'];
/** What no page of ours sends, and anybody can. */
const ODD = ['\0', '2147483648', '9'.repeat(30), '999999999999999-posting-9', 'a'.repeat(9_000)];

describe.each(doors)('the door %s', (file) => {
  test('has an answer to whatever is brought', async () => {
    const shop = await openShopOfDoors();
    const memberId = await join(opened.database, shop, '7');
    const { loader, action } = await open(file);
    const context = contextOf(shop);
    const places = placesIn(file);
    const params = Object.fromEntries(places.map((name) => [name, memberId]));
    for (const odd of ODD) {
      const nowhere = Object.fromEntries(places.map((name) => [name, odd]));
      const oddly = Object.fromEntries(READ.map((name) => [name, odd]));
      const givens = [
        { handler: loader, request: () => asked({}), params: nowhere },
        { handler: loader, request: () => asked(oddly), params },
        ...wishesOf(file).flatMap((wish) => [
          { handler: action, request: () => sent({ ...FORM, ...wish }), params: nowhere },
          ...Object.keys(FORM).map((name) => ({
            handler: action,
            request: () => sent({ ...FORM, ...wish, [name]: odd }),
            params,
          })),
        ]),
      ];
      for (const { handler, request, params: at } of givens) {
        if (!handler) continue;
        const { status } = await knock(handler, { request: request(), params: at, context });
        expect(status).toBeLessThan(500);
      }
    }
  });
});

/** A shop in which there is one of everything that has an id, each with a text that nobody else may read. */
async function openWithEverything() {
  const shop = await openShopOfDoors();
  const { database } = opened;
  const memberId = await join(database, shop, '7');
  await database.pool.query(
    `UPDATE members SET first_name = 'Secret', email = 'secret@example.com' WHERE shop_id = $1`,
    [shop.id],
  );
  await createApiKey(services(), shop.id, { staffUserId: '1', name: 'Secret till' });
  const shopper = { shopDomain: shop.domain, customerId: CustomerId.parse('7') };
  await claimAction(services(), shopper, { action: 'told', proof: 'a secret proof' });
  const bytes = piecesOf(`customer,points,reason\n7,50,a secret reason`);
  await receiveImport(services(), shop.id, { fileName: 'secret.csv', staffUserId: '1', bytes });
  await carryOutImports(services(), shop.id);
  await inTransaction(database, async (sql) => {
    const cause = { kind: 'challenge', id: `secret:${memberId}:1` } as const;
    await redeemRewards(sql, shop, [{ memberId, rewardKey: 'tasting', asks: 'prize', cause }], NOW);
    await insertOwnDelivery(sql, shop.id, {
      ...{ deliveryId: 'secret-delivery', topic: 'orders/create', receivedAt: NOW },
      body: Buffer.from('{"secret": true}'),
    });
    await sql.query(`UPDATE inbox SET state = 'unreadable' WHERE shop_id = $1`, [shop.id]);
    await insertDataRequest(sql, shop.id, {
      ...{ requestId: '5', customerId: CustomerId.parse('7'), orderIds: [] },
      ...{ requestedAt: NOW, dueAt: NOW },
    });
  });
  return shop;
}

async function* piecesOf(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

/** Every row of a shop, as text. */
async function rowsOf(shop: Shop): Promise<string[]> {
  const { rows: tables } = await opened.database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'shop_id' ORDER BY 1`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await opened.database.pool.query<{ row: string }>(
      `SELECT '${name} ' || t::text AS row FROM ${name} t WHERE shop_id = $1 ORDER BY 1`,
      [shop.id],
    );
    rows.push(...found.rows.map(({ row }) => row));
  }
  return rows;
}

/** What of a shop an address may name. */
async function idsOf(shop: Shop): Promise<string[]> {
  const { rows } = await opened.database.pool.query<{ id: string }>(
    [
      'members',
      'api_keys',
      'actions',
      'adjustment_imports',
      'redemptions',
      'inbox',
      'data_requests',
    ]
      .map((table) => `SELECT id FROM ${table} WHERE shop_id = $1`)
      .join(' UNION '),
    [shop.id],
  );
  return rows.map(({ id }) => id);
}

test('whoever brings the ids of another shop learns nothing of it and changes nothing there', async () => {
  // Ids count through all shops: only the numbers of the other's rows lead to them.
  const other = await openWithEverything();
  const own = await openShopOfDoors();
  const before = await rowsOf(other);
  expect(before.filter((row) => /secret/i.test(row)).length).toBeGreaterThan(5);
  const context = contextOf(own);
  for (const id of await idsOf(other)) {
    for (const file of doors) {
      const { loader, action } = await open(file);
      const params = Object.fromEntries(placesIn(file).map((name) => [name, id]));
      const read = { member: id, before: id, after: id, order: id, query: 'secret' };
      const heard = loader && (await knock(loader, { request: asked(read), params, context }));
      expect(heard?.said.replaceAll('"query":"secret"', '') ?? '').not.toMatch(/secret/i);
      for (const wish of wishesOf(file)) {
        if (!action) continue;
        const request = sent({ ...FORM, ...wish, id });
        const { said } = await knock(action, { request, params, context });
        expect(said).not.toMatch(/secret/i);
      }
    }
  }
  expect(await rowsOf(other)).toEqual(before);
});

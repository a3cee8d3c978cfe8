import { afterAll, beforeAll, expect, test } from 'vitest';

import { queueEffects } from '#app/db/queue/effects.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import { carryOutEffects } from '#app/usecases/effects/carry-out-effects.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { type Answers, answeringAdminApi } from '#tests/support/admin-api.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';
import { testServices } from '#tests/support/services.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

let now = new Date('2026-04-01T00:00:00Z');

function services(answers: Answers): Services {
  return testServices(opened.database, {
    clock: { now: () => now },
    adminApi: answeringAdminApi(answers),
  });
}

interface SetVariables {
  readonly metafields: readonly { readonly ownerId: string; readonly value: string }[];
}

interface TierVariables {
  readonly metafields: readonly {
    readonly ownerId: string;
    readonly key: string;
    readonly value: string;
  }[];
}

const written = (userErrors: { code: string; message: string }[] = []): AdminAnswer<unknown> => ({
  ok: true,
  data: { metafieldsSet: { userErrors } },
});

const taggedTier = (): AdminAnswer<unknown> => ({
  ok: true,
  data: {
    metafieldsSet: { userErrors: [] },
    tagsRemove: { userErrors: [] },
    tagsAdd: { userErrors: [] },
  },
});

/** Orders of 10.00 EUR by customers 1, 2, 3 … */
async function shopWithMembers(count: number): Promise<Shop> {
  const shop = await openShop(opened.database, programOf({ tiers: [] }));
  const orders = Array.from({ length: count }, (_, index) =>
    readOrder(
      orderFact({
        orderId: String(100 + index),
        customerId: String(index + 1),
        lines: [{ gross: 1000 }],
      }),
    ),
  );
  await settle(opened.database, shop, ...orders);
  return shop;
}

async function queued(shop: Shop) {
  const { rows } = await opened.database.pool.query<{ kind: string; attempts: number }>(
    `SELECT kind, attempts FROM effects WHERE shop_id = $1`,
    [shop.id],
  );
  return rows;
}

test('summaries are written 25 a call, with what is true now', async () => {
  const shop = await shopWithMembers(30);
  const calls: SetVariables['metafields'][] = [];
  const done = await carryOutEffects(
    services({
      SetMetafields: ({ metafields }: SetVariables) => {
        calls.push(metafields);
        return written();
      },
    }),
    shop.id,
  );
  expect(done).toBe(30);
  expect(calls.map((call) => call.length)).toEqual([25, 5]);
  expect(JSON.parse(calls[0]?.[0]?.value ?? '')).toEqual({
    v: 1,
    points: 10,
    pending: 0,
    owed: 0,
    earned: 10,
    expiring: null,
    since: '2026-03-01',
    tier: null,
    next: null,
    until: null,
  });
  expect(await queued(shop)).toEqual([]);
});

test('what is wanted again while it is written is written again', async () => {
  const shop = await shopWithMembers(1);
  let calls = 0;
  const api = {
    SetMetafields: () => {
      calls += 1;
      return written();
    },
  };
  const racing = services(api);
  const run = racing.adminApi.run.bind(racing.adminApi);
  const { rows } = await opened.database.pool.query<{ id: string }>(
    `SELECT id FROM members WHERE shop_id = $1`,
    [shop.id],
  );
  racing.adminApi.run = async (...call) => {
    const answer = await run(...call);
    if (calls === 1) {
      await queueEffects(
        opened.database.pool,
        shop.id,
        'member-summary',
        rows.map((row) => row.id),
        now,
      );
    }
    return answer;
  };
  await carryOutEffects(racing, shop.id);
  expect(calls).toBe(2);
  expect(await queued(shop)).toEqual([]);
});

test('one customer that Shopify refuses does not keep the others from their summaries', async () => {
  const shop = await shopWithMembers(3);
  const refusing = services({
    SetMetafields: ({ metafields }: SetVariables) =>
      metafields.some((metafield) => metafield.ownerId.endsWith('/2'))
        ? written([{ code: 'INVALID', message: 'Value is too long' }])
        : written(),
    Existing: () => ({ ok: false, failure: { kind: 'unavailable', reason: 'timeout' } }),
  });
  expect(await carryOutEffects(refusing, shop.id)).toBe(2);
  expect(await queued(shop)).toEqual([{ kind: 'member-summary', attempts: 1 }]);
});

test('nobody is told any more of customers who are gone, though no news of it has come', async () => {
  const shop = await shopWithMembers(3);
  const refusing = services({
    SetMetafields: ({ metafields }: SetVariables) =>
      metafields.some(({ ownerId }) => !ownerId.endsWith('/1'))
        ? written([{ code: 'INVALID', message: 'Owner does not exist' }])
        : written(),
    // The second one is gone, the third is refused for another reason.
    Existing: ({ ids }: { ids: readonly string[] }) => ({
      ok: true,
      data: { nodes: ids.map((id) => (id.endsWith('/2') ? null : { id })) },
    }),
  });
  expect(await carryOutEffects(refusing, shop.id)).toBe(1);
  const { rows } = await opened.database.pool.query<{ customer_id: string }>(
    `SELECT customer_id FROM effects JOIN members ON members.id = effects.subject_id WHERE effects.shop_id = $1`,
    [shop.id],
  );
  expect(rows.map((row) => row.customer_id)).toEqual(['3']);
});

test('while Shopify is away everything waits, and is written later', async () => {
  const shop = await shopWithMembers(2);
  await carryOutEffects(
    services({
      SetMetafields: () => ({ ok: false, failure: { kind: 'throttled', retryAfterMs: 2_000 } }),
    }),
    shop.id,
  );
  expect(await queued(shop)).toHaveLength(2);
  expect(await carryOutEffects(services({}), shop.id)).toBe(0);
  now = new Date(now.getTime() + 2_000);
  expect(await carryOutEffects(services({ SetMetafields: () => written() }), shop.id)).toBe(2);
});

test('what Shopify takes and what is put off is counted', async () => {
  const shop = await shopWithMembers(3);
  const away = services({
    SetMetafields: () => ({ ok: false, failure: { kind: 'unavailable', reason: 'timeout' } }),
  });
  await carryOutEffects(away, shop.id);
  expect(await away.metrics.registry.metrics()).toContain(
    'evergreen_effects_postponed_total{kind="member-summary",failure="unavailable"} 3',
  );
  now = new Date(now.getTime() + 3_600_000);
  const back = services({ SetMetafields: () => written() });
  await carryOutEffects(back, shop.id);
  expect(await back.metrics.registry.metrics()).toContain(
    'evergreen_effects_carried_out_total{kind="member-summary"} 3',
  );
});

test('a worker that is to end leaves the rest to another job', async () => {
  const shop = await shopWithMembers(60);
  const ending = new AbortController();
  const api = services({
    SetMetafields: () => {
      ending.abort();
      return written();
    },
  });
  expect(await carryOutEffects(api, shop.id, ending.signal)).toBe(25);
  expect(await queued(shop)).toHaveLength(35);
  const { rowCount } = await opened.database.pool.query(
    'SELECT FROM graphile_worker.jobs WHERE key = $1 AND run_at <= now()',
    [`carry-out-effects:${shop.id}`],
  );
  expect(rowCount).toBe(1);
});

test('a member’s tier is written for segments, and as a tag beside her other tags', async () => {
  const shop = await openShop(opened.database);
  const bought = (orderId: string, customerId: string, gross: number) =>
    readOrder(orderFact({ orderId, customerId, lines: [{ gross }] }));
  await settle(opened.database, shop, bought('1', '1', 30_000), bought('2', '2', 1_000));
  const fields: string[] = [];
  const tags: unknown[] = [];
  const note = ({ metafields }: TierVariables) => {
    for (const { ownerId, key, value } of metafields) {
      if (key !== 'summary') fields.push(`${ownerId} ${key} ${value}`);
    }
  };
  const api = services({
    SetMetafields: (variables: TierVariables) => {
      note(variables);
      return written();
    },
    SetTaggedTier: ({ metafields, ...tagged }: TierVariables) => {
      note({ metafields });
      tags.push(tagged);
      return taggedTier();
    },
  });
  expect(await carryOutEffects(api, shop.id)).toBe(4);
  expect(fields).toEqual([
    'gid://shopify/Customer/1 tier silver',
    'gid://shopify/Customer/1 tier_rank 2',
    'gid://shopify/Customer/1 tier_since 2026-03-01',
    'gid://shopify/Customer/2 tier bronze',
    'gid://shopify/Customer/2 tier_rank 1',
    'gid://shopify/Customer/2 tier_since 2026-03-01',
  ]);
  expect(tags).toEqual([
    {
      id: 'gid://shopify/Customer/1',
      former: ['Evergreen: bronze', 'Evergreen: gold'],
      present: ['Evergreen: silver'],
    },
  ]);
  expect(await queued(shop)).toEqual([]);
});

test('a shop whose rate limit is exhausted gets on by a member at a time', async () => {
  const shop = await openShop(opened.database);
  const bought = ['1', '2', '3'].map((id) =>
    readOrder(orderFact({ orderId: id, customerId: id, lines: [{ gross: 30_000 }] })),
  );
  await settle(opened.database, shop, ...bought);
  const told: string[] = [];
  let calls = 0;
  const api = services({
    SetMetafields: () => written(),
    SetTaggedTier: ({ id }: { readonly id: string }) => {
      calls += 1;
      if (calls % 2 === 0) return { ok: false, failure: { kind: 'throttled', retryAfterMs: 20 } };
      told.push(id);
      return taggedTier();
    },
  });
  for (let round = 0; round < 3; round += 1) {
    await carryOutEffects(api, shop.id);
    now = new Date(now.getTime() + 20);
  }
  expect(told).toEqual(['1', '2', '3'].map((id) => `gid://shopify/Customer/${id}`));
  expect(await queued(shop)).toEqual([]);
});

test('the public face of the program reaches the app installation', async () => {
  const shop = await openShop(opened.database);
  await queueEffects(opened.database.pool, shop.id, 'program-face', [shop.id], now);
  const faces: SetVariables['metafields'][] = [];
  await carryOutEffects(
    services({
      CurrentAppInstallation: () => ({
        ok: true,
        data: {
          currentAppInstallation: { id: 'gid://shopify/AppInstallation/5', accessScopes: [] },
        },
      }),
      SetMetafields: ({ metafields }: SetVariables) => {
        faces.push(metafields);
        return written();
      },
    }),
    shop.id,
  );
  expect(faces[0]?.[0]?.ownerId).toBe('gid://shopify/AppInstallation/5');
  expect(JSON.parse(faces[0]?.[0]?.value ?? '')).toEqual({
    v: 3,
    name: null,
    currency: 'EUR',
    earns: {
      points: 1,
      per: 100,
      plus_hundredths: 0,
      minimum: 0,
      gift_cards: false,
      tax: 'as_priced',
    },
    rewards: [],
  });
});

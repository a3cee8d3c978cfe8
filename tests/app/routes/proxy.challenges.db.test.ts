import { createHmac } from 'node:crypto';

import type { AppLoadContext } from '@remix-run/server-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { loader } from '#app/routes/proxy.challenges.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { aChallenge } from '#tests/app/loyalty/some-rules.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { customerDetails } from '#tests/support/orders.ts';
import { placed, ShopOnPaper } from '#tests/support/shop-on-paper.ts';

const SECRET = 'a secret that only Shopify and the app know';
const NOW = new Date('2026-05-20T12:00:00Z');

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

/** Shopify, where product 7 is a guji, and everything else is gone. */
const adminApi = answeringAdminApi({
  CatalogNames: ({ ids }: { ids: string[] }) => ({
    ok: true,
    data: {
      nodes: ids.map((id) =>
        id === 'gid://shopify/Product/7' ? { __typename: 'Product', id, title: 'Guji' } : null,
      ),
    },
  }),
});

/** https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies#calculate-a-digital-signature */
function signed(parameters: Record<string, string>): Request {
  const all = { timestamp: String(Math.floor(Date.now() / 1_000)), ...parameters };
  const text = Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('');
  const signature = createHmac('sha256', SECRET).update(text).digest('hex');
  const search = new URLSearchParams({ ...all, signature });
  return new Request(`https://evergreen.example/proxy/challenges?${search}`);
}

async function ask(paper: ShopOnPaper, customerId: string, locale = 'en'): Promise<unknown> {
  const services = { database: opened.database, adminApi, clock: { now: () => NOW } };
  const context = { services, shopify: { apiSecrets: [SECRET] } } as unknown as AppLoadContext;
  const request = signed({
    ...{ shop: paper.shop.domain, path_prefix: '/apps/evergreen', locale },
    logged_in_customer_id: customerId,
  });
  const answer = await loader({ request, context, params: {} });
  return answer.json();
}

async function buy(paper: ShopOnPaper, orderId: string, cancelled = false): Promise<void> {
  const order = placed(orderId, 10, `2026-03-0${orderId}T10:00:00Z`, {
    customerId: '7',
    ...(cancelled && { cancelledAt: NOW.toISOString(), updatedAt: NOW.toISOString() }),
  });
  await paper.hears(NOW.toISOString(), { ...order, customer: customerDetails('7') });
}

test('a member sees how far she is, by what counts of her orders now', async () => {
  const punchCard = aChallenge({ name: 'Mug card', goal: { kind: 'orders', count: 3 } });
  const past = { from: null, until: '2026-05-01T00:00:00Z' };
  const over = aChallenge({ key: 'over', window: past });
  const program = programOf({ earning: { challenges: [punchCard, over] } });
  const paper = await ShopOnPaper.open(opened.database, program);
  const isAt = (reached: number, progress = `${reached} of 3 orders`) => ({
    state: 'member',
    challenges: [
      { key: punchCard.key, name: 'Mug card', reached, goal: 3, isOpen: true, progress },
    ],
  });
  await buy(paper, '1');
  await buy(paper, '2');
  expect(await ask(paper, '7')).toMatchObject(isAt(2));
  expect(await ask(paper, '7', 'de')).toMatchObject(isAt(2, '2 von 3 Bestellungen'));
  await buy(paper, '2', true);
  expect(await ask(paper, '7')).toMatchObject(isAt(1));
  expect(await ask(paper, '8')).toEqual({ state: 'not_a_member' });
  expect(await ask(paper, '')).toEqual({ state: 'signed_out' });
});

test('a challenge that is about products calls them by their names', async () => {
  const scope = { products: ['7', '8'], collections: [], vendors: [], types: [], tags: [] };
  const goal = { kind: 'items', lines: { only: scope }, count: 3 } as const;
  const program = programOf({ earning: { challenges: [aChallenge({ goal })] } });
  const paper = await ShopOnPaper.open(opened.database, program);
  await buy(paper, '1');
  const answer = (await ask(paper, '7')) as { readonly challenges: readonly { terms: string[] }[] };
  expect(answer.challenges[0]?.terms).toContain('Only for product “Guji”.');
});

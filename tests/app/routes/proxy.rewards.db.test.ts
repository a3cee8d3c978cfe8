import { createHmac } from 'node:crypto';

import type { AppLoadContext } from '@remix-run/server-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { loader } from '#app/routes/proxy.rewards.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { redeemAsCustomer } from '#app/usecases/redeeming/redeem-as-customer.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { programWith } from '#tests/app/usecases/support/a-reward.ts';
import { type AdminShop, openAdminShop } from '#tests/sandbox/support/admin-shop.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';
import { rewardOf } from '#tests/support/paying-shop.ts';
import { sandboxAdminApi } from '#tests/support/sandbox-admin-api.ts';
import { testServices } from '#tests/support/services.ts';

const SECRET = 'a secret that only Shopify and the app know';
const NOW = new Date('2026-05-20T12:00:00Z');

let opened: TestDatabase;
let sandbox: AdminShop;
beforeAll(async () => {
  opened = await openTestDatabase();
  sandbox = await openAdminShop();
});
afterAll(async () => {
  await sandbox.close();
  await opened.close();
});

let shop: Shop;
let services: ReturnType<typeof testServices>;

/** A shop with these rewards, in which customer 7 has 300 points and nobody else any. */
async function openShopWith(...rewards: readonly Reward[]): Promise<void> {
  const tiers = [
    { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
    { key: 'gold', name: 'Roaster', from: 5_000, earningPercent: 100, entry: null, perks: [] },
  ];
  shop = await openShop(opened.database, programWith(rewards, { tiers }));
  const adminApi = sandboxAdminApi(sandbox, ['read_products']);
  services = testServices(opened.database, { clock: { now: () => NOW }, adminApi });
  const memberId = await join(opened.database, shop, '7');
  const award = { id: 'gift', memberId, points: 300, reason: 'A gift' };
  await inTransaction(opened.database, (sql) => awardPoints(sql, shop.id, [award], NOW));
}

interface Answer {
  readonly state: string;
  readonly rewards: readonly { readonly key: string; readonly offers: readonly object[] }[];
  readonly own: readonly { readonly id: string }[];
}

/** https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies#calculate-a-digital-signature */
async function read(customerId: string, locale = 'en'): Promise<Answer> {
  const all = {
    shop: shop.domain,
    path_prefix: '/apps/evergreen',
    timestamp: String(Math.floor(Date.now() / 1_000)),
    logged_in_customer_id: customerId,
    locale,
  };
  const message = Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('');
  const signature = createHmac('sha256', SECRET).update(message).digest('hex');
  const search = new URLSearchParams({ ...all, signature });
  const request = new Request(`https://evergreen.example/proxy/rewards?${search}`);
  const context = { services, shopify: { apiSecrets: [SECRET] } } as unknown as AppLoadContext;
  const response = await loader({ request, context, params: {} });
  expect(response.headers.get('Cache-Control')).toBe('private, no-store');
  return (await response.json()) as Answer;
}

const SHIPPING = rewardOf('shipping', { kind: 'free_shipping', points: 340, upTo: null });
const DISCOUNT = rewardOf(
  'discount',
  {
    kind: 'amount_off',
    steps: [
      { points: 200, amount: 500 },
      { points: 380, amount: 1_000 },
    ],
    products: 'all',
  },
  { minimumCart: 2_000, validDays: 30 },
);

describe('a member', () => {
  beforeEach(() => openShopWith(SHIPPING, DISCOUNT));

  test('sees what she can have before what she comes close to, and what is missing', async () => {
    const { rewards } = await read('7');
    expect(rewards).toMatchObject([
      {
        key: 'discount',
        terms: ['From a cart of €20.00 on.', 'Valid for 30 days.'],
        offers: [
          { gift: '€5.00 off', price: '200 points', missing: null, because: [] },
          { gift: '€10.00 off', price: '380 points', missing: '80 more points to go' },
        ],
      },
      { key: 'shipping', offers: [{ gift: 'Free shipping', missing: '40 more points to go' }] },
    ]);
  });

  test('reads it in her language', async () => {
    expect(await read('7', 'de')).toMatchObject({
      balance: { points: 300, number: '300', unit: 'Punkte', text: '300 Punkte' },
      rewards: [
        {
          offers: [
            {
              question: expect.stringMatching(
                /^200 Punkte für 5,00\s€ Rabatt einlösen\?$/,
              ) as string,
            },
            {},
          ],
        },
        { offers: [{ missing: 'Noch 40 Punkte' }] },
      ],
    });
  });

  test('has what she redeemed among what is hers, with what it was asked under', async () => {
    const shopper = { shopDomain: shop.domain, customerId: CustomerId.parse('7') };
    const wish = { rewardKey: 'discount', points: 200, choice: null, key: 'a-key-of-the-page-1' };
    await redeemAsCustomer(services, shopper, wish);
    expect(await read('7')).toMatchObject({
      balance: { points: 100 },
      own: [
        {
          name: '€5.00 off',
          state: 'pending',
          key: 'a-key-of-the-page-1',
          about: ['Your code is on its way. This takes a moment.'],
          isCancellable: true,
          isUnderWay: true,
          isForCart: false,
        },
      ],
    });
  });

  test('only members of the shop have rewards', async () => {
    expect(await read('4711')).toEqual({ state: 'not_a_member' });
    expect(await read('')).toEqual({ state: 'signed_out' });
  });
});

describe('what is shown', () => {
  test('leaves out what can only be won, and what the shop cannot pay out', async () => {
    const prize = { ...DISCOUNT, key: 'prize', offered: 'prize' } as const;
    const off = { ...DISCOUNT, key: 'off', offered: 'no' } as const;
    await openShopWith(prize, off, SHIPPING);
    expect((await read('7')).rewards.map(({ key }) => key)).toEqual(['shipping']);
  });

  test('says that it is sold out also of what there were many thousands of', async () => {
    const tasting = { kind: 'experience', points: 100, cost: 0 } as const;
    await openShopWith(rewardOf('gone', tasting, { stock: 12_000 }));
    await opened.database.pool.query(
      `INSERT INTO redemptions (shop_id, member_id, reward_key, program_version, kind, points, currency, state, created_at,
         changed_at, cause_kind, cause_id)
       SELECT $1, 1, 'gone', 1, 'experience', 100, 'EUR', 'used', $2, $2, 'member', n FROM generate_series(1, 12000) AS n`,
      [shop.id, NOW],
    );
    expect((await read('7')).rewards).toMatchObject([
      { key: 'gone', offers: [{ because: ['Sold out.'] }] },
    ]);
  });

  test('says what is sold out, for another tier, or had often enough, after all else', async () => {
    const conditions = { tiers: ['gold'], tags: { any: [], none: [] } };
    const tasting = { kind: 'experience', points: 10, cost: 0 } as const;
    await openShopWith(
      rewardOf('gone', tasting, { stock: 0 }),
      rewardOf('golden', tasting, { conditions }),
      SHIPPING,
    );
    expect((await read('7')).rewards).toMatchObject([
      { key: 'shipping' },
      { key: 'gone', offers: [{ because: ['Sold out.'] }] },
      { key: 'golden', offers: [{ because: ['For members in Roaster.'] }] },
    ]);
  });

  test('calls free products by their names', async () => {
    const [blend, other] = sandbox.world.products.all();
    const products = [blend?.id ?? '', other?.variants[0]?.id ?? '', '999'];
    await openShopWith(rewardOf('bag', { kind: 'free_product', points: 200, products, cost: 0 }));
    const [bag] = (await read('7')).rewards;
    const titles = [
      blend?.title['en'],
      expect.stringContaining(other?.title['en'] ?? ''),
      'Product 3',
    ];
    expect(bag?.offers).toMatchObject(titles.map((gift) => ({ gift: gift as string })));
  });
});

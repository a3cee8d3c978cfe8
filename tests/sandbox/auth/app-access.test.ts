import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { readClientSecrets } from '#sandbox/auth/client-secrets.ts';
import {
  grantOptionalScopes,
  revokeOptionalScopes,
  scopesDetail,
} from '#sandbox/auth/granted-scopes.ts';
import { signSessionToken, verifySessionToken } from '#sandbox/auth/session-tokens.ts';
import { answerGrant } from '#sandbox/auth/grants.ts';
import { expiringToken, findValidToken, strikeTokens } from '#sandbox/auth/tokens.ts';
import { createWorld } from '#sandbox/create-world.ts';
import { readOptions } from '#sandbox/options.ts';
import { signBody } from '#sandbox/webhooks/post-delivery.ts';
import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

import { announced, openShop, projectFolder, someCustomer, variantOf } from '../commands/a-shop.ts';
import { startApp } from '../webhooks/an-app.ts';

let world: World;
beforeEach(async () => {
  world = await openShop();
});
afterEach(() => world.close());

function buy(shop: World): void {
  shop.commands.placeOrder({
    customerId: someCustomer(shop),
    email: null,
    locale: 'de',
    lines: [{ variantId: variantOf(shop, 'house-blend'), quantity: 1 }],
    payment: 'pending',
  });
}

describe('a new client secret', () => {
  test('signs session tokens at once', async () => {
    const old = await signSessionToken(world);
    world.secrets.rotate();
    expect(await verifySessionToken(world, old)).toHaveProperty('refusal');
    expect(await verifySessionToken(world, await signSessionToken(world))).toHaveProperty('userId');
  });

  test('fetches tokens at once, the one before until it is revoked', async () => {
    const before = world.secrets.current;
    const { current } = world.secrets.rotate();
    const ask = async (client_secret: string) => {
      const answer = await answerGrant(
        world,
        {
          client_id: world.options.apiKey,
          client_secret,
          grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
          subject_token: await signSessionToken(world),
          subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        },
        Date.now(),
      );
      return answer.status;
    };
    expect([await ask(current), await ask(before)]).toEqual([200, 200]);
    expect(world.secrets.revokeBefore()).toBe(true);
    expect([await ask(current), await ask(before)]).toEqual([200, 400]);
    expect(world.secrets.revokeBefore()).toBe(false);
  });

  test('signs webhooks only an hour later by the shop’s clock', async () => {
    const app = await startApp();
    const shop = await openShop(app.origin);
    const before = shop.secrets.current;
    const { current } = shop.secrets.rotate();
    const signature = async () => {
      buy(shop);
      await shop.outbox.untilAtMost(0);
      const last = app.received.at(-1);
      const [old, young] = [before, current].map((secret) => signBody(last?.body ?? '', secret));
      const sent = last?.headers['x-shopify-hmac-sha256'];
      return sent === old ? 'before' : sent === young ? 'current' : 'neither';
    };
    expect(await signature()).toBe('before');
    shop.clock.set(new Date(Date.now() + 59 * 60_000));
    expect(await signature()).toBe('before');
    shop.clock.set(new Date(Date.now() + 61 * 60_000));
    expect(await signature()).toBe('current');
    await shop.close();
    await app.close();
  });

  test('outlives a restart, for whoever starts the app too', async () => {
    const dataFolder = temporaryFolder('secret');
    const start = (secret: string) => {
      const environment = { SANDBOX_DATA_FOLDER: dataFolder, SHOPIFY_API_SECRET: secret };
      return createWorld(readOptions(environment, projectFolder()));
    };
    expect(readClientSecrets(dataFolder)).toBeUndefined();
    const first = await start('first');
    first.secrets.rotate();
    const rotated = first.secrets.rotate();
    await first.close();
    expect(readClientSecrets(dataFolder)).toEqual({
      current: rotated.current,
      before: rotated.before,
    });
    const told = await start(rotated.current);
    expect(told.secrets.get()).toEqual(rotated);
    await told.close();
    const unaware = await start('first');
    expect(unaware.secrets.current).toBe(rotated.current);
    expect(unaware.storefrontKey).toBe('first');
    await unaware.close();
    const byHand = await start('chosen by hand');
    expect(byHand.secrets.get()).toMatchObject({ current: 'chosen by hand', before: null });
    await byHand.close();
  });
});

describe('scopes', () => {
  test('that change are told of, and ended at once for tokens that have them', () => {
    const token = expiringToken(world, Date.now());
    world.commands.changeScopes(['read_orders']);
    expect(findValidToken(world, token.token, Date.now())?.scopes).toEqual(['read_orders']);
    const { topic, body } = world.deliveries.all().at(-1) ?? {};
    expect(topic).toBe('app/scopes_update');
    expect(JSON.parse(body ?? '')).toEqual({
      id: 284_710_337,
      shop_id: 68_214_930_127,
      previous: ['read_customers', 'read_orders'],
      current: ['read_orders'],
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
    expect(scopesDetail(world).missing).toEqual(['read_customers']);
    world.commands.changeScopes(['read_orders']);
    expect(announced(world)).toEqual(['app/scopes_update']);
  });

  test('that were granted come with the next token', () => {
    const token = expiringToken(world, Date.now());
    grantOptionalScopes(world, ['read_products']);
    expect(findValidToken(world, token.token, Date.now())?.scopes).not.toContain('read_products');
    expect(expiringToken(world, Date.now()).scopes).toContain('read_products');
  });

  test('without which a topic is not told', () => {
    world.commands.changeScopes(['read_customers']);
    buy(world);
    expect(announced(world)).toEqual(['app/scopes_update']);
    world.commands.changeScopes(['write_orders']);
    buy(world);
    expect(announced(world).at(-1)).toBe('orders/create');
  });

  test('that are optional can be granted and given back, required ones cannot', () => {
    grantOptionalScopes(world, ['read_products']);
    revokeOptionalScopes(world, ['read_products']);
    expect(scopesDetail(world).granted).toEqual(['read_customers', 'read_orders']);
    expect(() => grantOptionalScopes(world, ['read_themes'])).toThrow(/declares as optional/);
    expect(() => revokeOptionalScopes(world, ['read_orders'])).toThrow(/required/);
  });

  test('of a new deploy are granted when staff approves', async () => {
    world.commands.changeScopes(['read_orders', 'read_products', 'read_themes']);
    // Nobody answers at the app's address; the approval is Shopify's.
    await expect(world.commands.installApp()).rejects.toThrow(/does not answer/);
    expect(world.installation.get()?.scopes).toEqual([
      'read_customers',
      'read_orders',
      'read_products',
    ]);
  });
});

describe('offline tokens', () => {
  const refresh = (refresh_token: string | null) =>
    answerGrant(
      world,
      {
        client_id: world.options.apiKey,
        client_secret: world.secrets.current,
        grant_type: 'refresh_token',
        refresh_token,
      },
      Date.now(),
    );

  test('that expire can be renewed', async () => {
    const token = expiringToken(world, Date.now());
    expect(strikeTokens(world, 'expire', Date.now())).toBe(1);
    expect(findValidToken(world, token.token, Date.now())).toBeUndefined();
    expect((await refresh(token.refreshToken)).status).toBe(200);
  });

  test.each(['expire_refresh', 'revoke'] as const)('after %s are gone', async (fault) => {
    const token = expiringToken(world, Date.now());
    expect(strikeTokens(world, fault, Date.now())).toBe(1);
    expect(findValidToken(world, token.token, Date.now())).toBeUndefined();
    expect(await refresh(token.refreshToken)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });
});

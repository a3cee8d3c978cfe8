import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  mailTo,
  openStorefront,
  signIn,
  type StorefrontTest,
} from '../support/storefront-world.ts';

describe('signing in by e-mail and code', () => {
  let shop: StorefrontTest;
  beforeEach(async () => void (shop = await openStorefront()));
  afterEach(() => shop.close());

  async function requestCode(email: string, prefix = ''): Promise<string> {
    await shop.shopper.submit(`${prefix}/account/login`, { email });
    const mail = await mailTo(shop.world, email, /^\d{6}/);
    return mail.subject.slice(0, 6);
  }

  test('the right code signs in, once', async () => {
    const anna = shop.world.customers.all()[0];
    const code = await requestCode(anna?.email ?? '');
    const answer = await shop.shopper.submit('/account/login/code', { code });
    expect(answer.headers.get('location')).toBe('/account');
    expect((await shop.shopper.open('/account')).html).toContain(`Hello, ${anna?.firstName}`);

    await shop.shopper.open('/account/logout');
    expect((await shop.shopper.open('/account')).address).toBe('/account/login');
    expect((await shop.shopper.submit('/account/login/code', { code })).status).toBe(302);
  });

  test('the mail is in the language of the page', async () => {
    await requestCode('neu@example.com', '/de');
    const mail = await mailTo(shop.world, 'neu@example.com', /^\d{6}/);
    expect(mail.subject).toContain('Anmeldecode');
    expect(mail.html).toContain('Hier ist dein Code');
  });

  test('a wrong code does not sign in, and the fifth one ends the code', async () => {
    const code = await requestCode('ada@example.com');
    const wrong = code === '123456' ? '654321' : '123456';
    for (let guess = 0; guess < 5; guess += 1) {
      const answer = await shop.shopper.submit('/account/login/code', { code: wrong });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('not the code');
    }
    const late = await shop.shopper.submit('/account/login/code', { code });
    expect(await late.text()).toContain('no longer works');
    expect((await shop.shopper.open('/account')).address).toBe('/account/login');
  });

  test('a code works for ten minutes', async () => {
    const code = await requestCode('ada@example.com');
    shop.passMinutes(10);
    const answer = await shop.shopper.submit('/account/login/code', { code });
    expect(await answer.text()).toContain('no longer works');
  });

  test('moving the shop’s own clock ends neither code nor session', async () => {
    const code = await requestCode('ada@example.com');
    shop.world.clock.set(new Date(Date.now() + 366 * 86_400_000));
    const answer = await shop.shopper.submit('/account/login/code', { code });
    expect(answer.status).toBe(303);
    expect((await shop.shopper.open('/account')).address).toBe('/account');
  });

  test('signing up makes a customer when the address is proven, not before', async () => {
    const form = {
      email: 'New@Example.com',
      first_name: 'Noor',
      last_name: 'Ali',
      accepts_marketing: '1',
    };
    await shop.shopper.submit('/de/account/register', form);
    const known = () => shop.world.customers.all().find((c) => c.email === 'new@example.com');
    expect(known()).toBeUndefined();
    const mail = await mailTo(shop.world, 'new@example.com', /^\d{6}/);
    await shop.shopper.submit('/de/account/login/code', { code: mail.subject.slice(0, 6) });
    expect(known()).toMatchObject({
      firstName: 'Noor',
      lastName: 'Ali',
      locale: 'de',
      acceptsMarketing: true,
      verifiedEmail: true,
      state: 'enabled',
    });
  });

  test('a customer made by a checkout gets her account by proving the address', async () => {
    const { id } = shop.world.commands.createCustomer({
      firstName: 'Guest',
      lastName: null,
      email: 'guest@example.com',
      locale: 'en',
      state: 'disabled',
      verifiedEmail: false,
    });
    await signIn(shop, 'guest@example.com');
    expect(shop.world.customers.get(id)).toMatchObject({ state: 'enabled', verifiedEmail: true });
  });

  test('a forged session cookie is nobody', async () => {
    const anna = shop.world.customers.all()[0];
    const session = { customerId: anna?.id, until: Date.now() + 1e9 };
    shop.shopper.cookies.set(
      '_shopify_customer',
      encodeURIComponent(`${JSON.stringify(session)}.AAAA`),
    );
    expect((await shop.shopper.open('/account')).address).toBe('/account/login');
  });

  test('after signing in it goes back to a page of this shop and to no other', async () => {
    for (const [wanted, expected] of [
      ['/checkout', '/checkout'],
      ['//evil.example', '/account'],
      ['/\\evil.example', '/account'],
      ['https://evil.example', '/account'],
    ] as const) {
      await shop.shopper.submit('/account/login', { email: 'ada@example.com', return_url: wanted });
      const mail = shop.world.mails.all().findLast((m) => m.to === 'ada@example.com');
      const code = mail?.subject.slice(0, 6) ?? '';
      const answer = await shop.shopper.submit('/account/login/code', { code });
      expect(answer.headers.get('location')).toBe(expected);
    }
  });

  test('somebody else’s order looks like none', async () => {
    const [anna, james] = shop.world.customers.all();
    const [product] = shop.world.products.all();
    const order = shop.world.commands.placeOrder({
      customerId: james?.id ?? null,
      email: null,
      locale: 'en',
      lines: [{ variantId: product?.variants[0]?.id ?? '', quantity: 1 }],
    });
    await signIn(shop, anna?.email ?? '');
    expect((await shop.shopper.open(`/account/orders/${order.id}`)).status).toBe(404);
  });
});

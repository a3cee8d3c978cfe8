import { createHmac } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { authenticateProxy } from '#app/shopify/authenticate.server.ts';
import type { ShopifyApp } from '#app/shopify/auth/shopify-app.server.ts';

const SECRET = 'client secret';
const SECRET_BEFORE = 'client secret before the rotation';
// Authentication of the proxy touches nothing else of the library.
const context = { shopify: { apiSecrets: [SECRET, SECRET_BEFORE] } as unknown as ShopifyApp };

const secondsAgo = (seconds: number) => String(Math.floor(Date.now() / 1_000) - seconds);

/** As Shopify forwards it: https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies */
function parametersOf(changes: Record<string, string> = {}): [string, string][] {
  return Object.entries({
    locale: 'de',
    logged_in_customer_id: '9007199254740993',
    path_prefix: '/apps/evergreen',
    shop: 'beans.myshopify.com',
    timestamp: secondsAgo(0),
    ...changes,
  });
}

function sign(parameters: [string, string][], secret = SECRET): string {
  const names = [...new Set(parameters.map(([name]) => name))];
  const valuesOf = (name: string) => parameters.filter(([other]) => other === name);
  const message = names
    .map(
      (name) =>
        `${name}=${valuesOf(name)
          .map(([, value]) => value)
          .join(',')}`,
    )
    .sort()
    .join('');
  return createHmac('sha256', secret).update(message).digest('hex');
}

function ask(parameters: [string, string][], signature: string | undefined = sign(parameters)) {
  const url = new URL('https://evergreen.example/proxy/activity');
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  if (signature !== '') url.searchParams.append('signature', signature);
  return authenticateProxy(new Request(url), context);
}

/** Status of the refusal, or what was found out where there was none. */
function refusal(...request: Parameters<typeof ask>): unknown {
  try {
    return ask(...request);
  } catch (thrown) {
    if (thrown instanceof Response) return [thrown.status, thrown.body];
    throw thrown;
  }
}

const REFUSED = [401, null];

describe('a call that Shopify forwarded', () => {
  test('names the shop and the customer, whose id is beyond what a number holds', () => {
    expect(ask(parametersOf())).toEqual({
      shopDomain: 'beans.myshopify.com',
      customerId: '9007199254740993',
    });
  });

  test('has no customer where nobody is signed in', () => {
    expect(ask(parametersOf({ logged_in_customer_id: '' })).customerId).toBeNull();
  });

  test('may be a little old, or from a clock that is ahead', () => {
    expect(ask(parametersOf({ timestamp: secondsAgo(85) })).customerId).not.toBeNull();
    expect(ask(parametersOf({ timestamp: secondsAgo(-85) })).customerId).not.toBeNull();
  });

  test('may carry one name several times and capitals, which are signed joined and sorted by bytes', () => {
    const parameters: [string, string][] = [
      ...parametersOf(),
      ['tag', 'b'],
      ['tag', 'a'],
      ['Z', '1'],
    ];
    expect(ask(parameters).shopDomain).toBe('beans.myshopify.com');
  });
});

test('a call signed with the secret before a rotation is one that Shopify forwarded', () => {
  const signature = sign(parametersOf(), SECRET_BEFORE);
  expect(ask(parametersOf(), signature).shopDomain).toBe('beans.myshopify.com');
});

describe('a call that is refused without a word', () => {
  test('forged', () => {
    expect(refusal(parametersOf(), sign(parametersOf(), 'a guess'))).toEqual(REFUSED);
  });

  test('unsigned', () => {
    expect(refusal(parametersOf(), '')).toEqual(REFUSED);
  });

  test('for another customer than was signed', () => {
    const signature = sign(parametersOf());
    expect(refusal(parametersOf({ logged_in_customer_id: '1' }), signature)).toEqual(REFUSED);
  });

  test('with a parameter that was not signed', () => {
    const signature = sign(parametersOf());
    expect(refusal([...parametersOf(), ['cursor', '1']], signature)).toEqual(REFUSED);
  });

  test('with a customer of the shopper’s own choice in front of Shopify’s, although signed', () => {
    const parameters: [string, string][] = [['logged_in_customer_id', '1'], ...parametersOf()];
    expect(refusal(parameters)).toEqual(REFUSED);
  });

  test('without any customer parameter, although signed', () => {
    const parameters = parametersOf().filter(([name]) => name !== 'logged_in_customer_id');
    expect(refusal(parameters)).toEqual(REFUSED);
  });

  test.each(['95', '-95'])('%s seconds old, although signed', (age) => {
    expect(refusal(parametersOf({ timestamp: secondsAgo(Number(age)) }))).toEqual(REFUSED);
  });

  test.each([
    ['timestamp', 'now'],
    ['timestamp', ''],
    ['shop', 'beans.example.com'],
    ['logged_in_customer_id', '1,2'],
    ['logged_in_customer_id', '-1'],
  ])('with a malformed %s (%s), although signed', (name, value) => {
    expect(refusal(parametersOf({ [name]: value }))).toEqual(REFUSED);
  });
});
